package io.ikebus.identity;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Before anything of a service starts: no certificate yet, and {@code ikebus.enrolment.token-file} is set. The rest of the
 * start takes for granted that the files of {@code ikebus.tls.*} are there.
 */
public final class FirstStart {
    private final Function<String, Optional<String>> properties;

    private FirstStart(Function<String, Optional<String>> properties) {
        this.properties = properties;
    }

    /**
     * Returns when there is an identity, or none is wanted from here.
     *
     * @param role {@code agent} or {@code transport}
     * @param properties by name
     * @throws IllegalArgumentException with a sentence that names the property
     */
    public static void enrol(String role, Function<String, Optional<String>> properties) throws InterruptedException {
        new FirstStart(properties).enrol(role);
    }

    private void enrol(String role) throws InterruptedException {
        Optional<String> token = properties.apply("ikebus.enrolment.token-file");
        if (token.isEmpty()) {
            return;
        }
        IdentityFiles files = new IdentityFiles(
                path("ikebus.tls.keystore-file"), path("ikebus.tls.certificate-file"), path("ikebus.tls.key-file"));
        Enrolment enrolment = new Enrolment(
                URI.create(required("ikebus.vault.url")),
                role,
                required("ikebus.gateway"),
                files,
                path("ikebus.tls.trust-file"));
        try {
            enrolment.ensure(Path.of(token.get().strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ikebus.enrolment.token-file: " + e.getMessage(), e);
        }
    }

    private Path path(String property) {
        return Path.of(required(property).strip());
    }

    private String required(String property) {
        return properties
                .apply(property)
                .orElseThrow(() -> new IllegalArgumentException(
                        property + ": it is not set, and needed beside ikebus.enrolment.token-file"));
    }
}
