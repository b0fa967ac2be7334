package io.ikebus.vault.start;

import org.eclipse.microprofile.config.spi.Converter;

/** How many of something may be kept. */
public final class Count implements Converter<Integer> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 10_000_000;

    @Override
    public Integer convert(String value) {
        String digits = value.strip();
        if (!digits.matches("[0-9]{1,8}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > MOST) {
            throw new IllegalArgumentException("this is a whole number of 1 to 10000000");
        }
        return Integer.valueOf(digits);
    }
}
