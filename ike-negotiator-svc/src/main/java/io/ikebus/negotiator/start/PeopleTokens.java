package io.ikebus.negotiator.start;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How bearer tokens are verified: with one public key from a file (a stack on one machine), or with those of the OpenID
 * Connect provider that {@code quarkus.oidc.auth-server-url} names.
 */
@Singleton
final class PeopleTokens {
    private static final String ROLES_CLAIM = "groups";
    private static final String FILE_PROPERTY = "ikebus.oidc.public-key-file";

    private final NegotiatorSettings.Oidc settings;
    private final Optional<String> provider;

    @Inject
    PeopleTokens(
            NegotiatorSettings settings,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider) {
        this.settings = settings.oidc();
        this.provider = provider;
    }

    void configure(@Observes Oidc oidc) {
        if (settings.publicKeyFile().isPresent()) {
            oidc.create(localKey(settings.publicKeyFile().get()));
        } else if (provider.isEmpty()) {
            throw new ConfigurationException("nothing says how to verify the tokens of people: set " + FILE_PROPERTY
                    + " and ikebus.oidc.issuer, or quarkus.oidc.auth-server-url");
        }
    }

    private OidcTenantConfig localKey(Path file) {
        String issuer = settings.issuer()
                .orElseThrow(() -> new ConfigurationException(
                        "ikebus.oidc.issuer must be set beside " + FILE_PROPERTY + ": the claim iss of tokens"));
        String text = text(file);
        return OidcTenantConfig.builder()
                .publicKey(text)
                .roles(Source.accesstoken, ROLES_CLAIM)
                .token()
                .issuer(issuer)
                .signatureAlgorithm(algorithm(file, text))
                .end()
                .build();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file)
                    .replace("-----BEGIN PUBLIC KEY-----", "")
                    .replace("-----END PUBLIC KEY-----", "")
                    .replaceAll("\\s", "");
        } catch (IOException _) {
            throw refused(file);
        }
    }

    /** A token may name this one and no other, or a public key could be made to verify what it never signed. */
    private static SignatureAlgorithm algorithm(Path file, String text) {
        X509EncodedKeySpec key;
        try {
            key = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            throw refused(file);
        }
        if (isKey("RSA", key)) {
            return SignatureAlgorithm.RS256;
        }
        if (isKey("EC", key)) {
            return SignatureAlgorithm.ES256;
        }
        throw refused(file);
    }

    private static boolean isKey(String algorithm, X509EncodedKeySpec key) {
        try {
            KeyFactory.getInstance(algorithm).generatePublic(key);
            return true;
        } catch (InvalidKeySpecException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** Without the cause: Quarkus would show that and not the sentence. */
    private static ConfigurationException refused(Path file) {
        return new ConfigurationException(
                FILE_PROPERTY + " names " + file + ", which must be the PEM (PUBLIC KEY) of an RSA or a P-256 key");
    }
}
