package io.ikebus.agent.config;

import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** {@code auto}, {@code kernel} or {@code recording}. */
public final class BackendName implements Converter<BackendChoice> {

    @Override
    public BackendChoice convert(String value) {
        String name = value.strip();
        for (BackendChoice choice : BackendChoice.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(name)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("this is auto, kernel or recording");
    }
}
