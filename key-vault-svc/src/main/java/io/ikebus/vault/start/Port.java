package io.ikebus.vault.start;

import org.eclipse.microprofile.config.spi.Converter;

/** A TCP port. */
public final class Port implements Converter<Integer> {
    private static final long serialVersionUID = 1;
    private static final int LAST = 0xffff;

    @Override
    public Integer convert(String value) {
        String digits = value.strip();
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > LAST) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
        return Integer.valueOf(digits);
    }
}
