package io.ikebus.agent.config;

import java.net.URI;
import org.eclipse.microprofile.config.spi.Converter;

/** {@code https://host:port}, with or without a path. */
public final class HttpsAddress implements Converter<URI> {
    private static final String FORM = "this is an address of the form https://host:port";

    @Override
    public URI convert(String value) {
        URI address;
        try {
            address = URI.create(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM, e);
        }
        if (!"https".equals(address.getScheme())
                || address.getHost() == null
                || address.getQuery() != null
                || address.getFragment() != null
                || address.getUserInfo() != null) {
            throw new IllegalArgumentException(FORM);
        }
        return address;
    }
}
