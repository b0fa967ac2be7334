package io.ikebus.vault.access;

import java.nio.file.Path;
import java.util.Optional;

/** {@code ikebus.oidc.*} */
public interface OidcSettings {

    /** Who issues tokens: the claim {@code iss}. Needed with a public key file; else the provider tells. */
    Optional<String> issuer();

    /** PEM of an RSA (RS256) or P-256 (ES256) public key. Without it {@code quarkus.oidc.auth-server-url} is needed. */
    Optional<Path> publicKeyFile();
}
