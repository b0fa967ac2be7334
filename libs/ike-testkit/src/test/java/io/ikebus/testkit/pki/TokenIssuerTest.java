package io.ikebus.testkit.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {

    @TempDir
    Path directory;

    @Test
    void issuesTokensThatThePublicKeyFileVerifies() throws Exception {
        // Given
        TokenIssuer.create(directory, "https://ikebus.test");
        TokenIssuer issuer = TokenIssuer.open(directory, "https://ikebus.test");
        // When
        String token = issuer.issue("launcher", Set.of("operator"), Duration.ofMinutes(5));
        // Then
        JwtClaims claims = verified(issuer, token);
        assertThat(claims.getSubject()).isEqualTo("launcher");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("operator");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(300);
    }

    @Test
    void countsTheLifetimeFromItsOwnClock() throws Exception {
        // Given
        Instant now = Instant.now().plusSeconds(1_000);
        TokenIssuer issuer = TokenIssuer.create(directory, "https://ikebus.test", () -> now);
        // When
        String token = issuer.issue("launcher", Set.of(), Duration.ofMinutes(5));
        // Then
        assertThat(verified(issuer, token).getExpirationTime().getValue()).isEqualTo(now.getEpochSecond() + 300);
    }

    private static JwtClaims verified(TokenIssuer issuer, String token) throws Exception {
        byte[] key = Pem.decode("PUBLIC KEY", PrivateFiles.read(issuer.publicKeyFile()));
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key));
        return new JwtConsumerBuilder()
                .setVerificationKey(publicKey)
                .setExpectedIssuer(issuer.issuer())
                .setRequireExpirationTime()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "RS256"))
                .build()
                .processToClaims(token);
    }
}
