package io.ikebus.transport.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** A time that something lasts, {@code 5s}, {@code 200ms} or {@code PT1M}. */
public final class TimeSpan implements Converter<Duration> {
    private static final String FORM = "this is a time greater than zero, such as 200ms, 5s or 1m";

    @Override
    public Duration convert(String value) {
        Duration span = parse(value);
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException(FORM);
        }
        return span;
    }

    private static Duration parse(String value) {
        try {
            return DurationConverter.parseDuration(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }
}
