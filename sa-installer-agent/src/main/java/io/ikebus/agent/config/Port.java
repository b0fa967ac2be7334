package io.ikebus.agent.config;

import org.eclipse.microprofile.config.spi.Converter;

/** A TCP port. */
public final class Port implements Converter<Integer> {

    @Override
    public Integer convert(String value) {
        String text = value.strip();
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 0xffff) {
                return port;
            }
        }
        throw new IllegalArgumentException("a port is 1 to 65535");
    }
}
