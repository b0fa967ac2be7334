package io.ikebus.transport.config;

import org.eclipse.microprofile.config.spi.Converter;

/** A UDP or TCP port. */
public final class Port implements Converter<Integer> {
    private static final WholeNumber RANGE = new WholeNumber(1, 0xffff, "a port is 1 to 65535");

    @Override
    public Integer convert(String value) {
        return RANGE.read(value);
    }
}
