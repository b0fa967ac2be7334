package io.ikebus.vault.start;

import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/** Where a revocation list is fetched from. */
public final class CrlSource implements Converter<URI> {
    private static final long serialVersionUID = 1;
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String FORM = "this is an http or https URL with a host, without user, password and fragment";

    @Override
    public URI convert(String value) {
        try {
            URI location = URI.create(value.strip());
            if (!SCHEMES.contains(String.valueOf(location.getScheme()))
                    || location.getHost() == null
                    || location.getRawUserInfo() != null
                    || location.getRawFragment() != null) {
                throw new IllegalArgumentException(FORM);
            }
            return location;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }
}
