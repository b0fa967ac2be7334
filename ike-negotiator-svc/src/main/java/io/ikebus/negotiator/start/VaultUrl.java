package io.ikebus.negotiator.start;

import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.config.spi.Converter;

/** Where the vault answers. */
public final class VaultUrl implements Converter<URI> {
    private static final long serialVersionUID = 1;
    private static final String FORM = "this is https://host:port";

    @Override
    public URI convert(String value) {
        try {
            URI url = new URI(value.strip());
            if ("https".equals(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM, e);
        }
        throw new IllegalArgumentException(FORM);
    }
}
