package io.ikebus.transport.config;

import org.eclipse.microprofile.config.spi.Converter;

/** A number of things, not none. */
public final class Positive implements Converter<Integer> {
    private static final WholeNumber RANGE = new WholeNumber(1, 10_000_000, "this is a whole number of 1 to 10000000");

    @Override
    public Integer convert(String value) {
        return RANGE.read(value);
    }
}
