package io.ikebus.vault.start;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** A time that something lasts: {@code 24h}, {@code 200ms} or {@code P14D}. */
public final class TimeSpan implements Converter<Duration> {
    private static final long serialVersionUID = 1;
    private static final String FORM = "this is a time greater than zero, such as 200ms, 24h or 14d";

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
