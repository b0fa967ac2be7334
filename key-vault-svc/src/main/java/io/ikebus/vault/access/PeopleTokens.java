package io.ikebus.vault.access;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How bearer tokens are verified: with one public key from a file (a stack on one machine), or else with the keys of
 * the OpenID Connect provider that {@code quarkus.oidc.auth-server-url} names.
 */
@Singleton
final class PeopleTokens {
    private static final String ROLES_CLAIM = "groups";

    private final OidcSettings settings;
    private final Optional<String> provider;

    PeopleTokens(
            OidcSettings settings, @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider) {
        this.settings = settings;
        this.provider = provider;
    }

    void configure(@Observes Oidc oidc) {
        Optional<Path> file = settings.publicKeyFile();
        if (file.isPresent()) {
            oidc.create(localKey(file.get()));
        } else if (provider.isEmpty()) {
            throw new ConfigurationException("nothing says how to verify the tokens of people: set"
                    + " ikebus.oidc.public-key-file and ikebus.oidc.issuer, or quarkus.oidc.auth-server-url");
        }
    }

    private OidcTenantConfig localKey(Path file) {
        String issuer = settings.issuer()
                .orElseThrow(() -> new ConfigurationException(
                        "ikebus.oidc.issuer must be set beside ikebus.oidc.public-key-file: the claim iss of tokens"));
        TokenKey key;
        try {
            key = TokenKey.read(file);
        } catch (IllegalArgumentException e) {
            // Without the cause: Quarkus would show that and not the sentence.
            throw new ConfigurationException("ikebus.oidc.public-key-file: " + e.getMessage());
        }
        return OidcTenantConfig.builder()
                .publicKey(key.text())
                .roles(Source.accesstoken, ROLES_CLAIM)
                .token()
                .issuer(issuer)
                .signatureAlgorithm(key.algorithm())
                .end()
                .build();
    }
}
