package io.ikebus.testkit.pki;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Issues bearer tokens (RFC 7519) signed with RS256, in place of an OpenID Connect provider.
 *
 * <p>The directory holds {@code token.key} and {@code token.pub}, both PEM; services verify with the second.
 */
public final class TokenIssuer {

    private static final String PRIVATE_FILE = "token.key";
    private static final String PUBLIC_FILE = "token.pub";

    private final Path directory;
    private final String issuer;
    private final PrivateKey key;
    private final InstantSource clock;

    private TokenIssuer(Path directory, String issuer, PrivateKey key, InstantSource clock) {
        this.directory = directory;
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    /** A new key pair, replacing one that was in the directory; the directory is made if missing. */
    public static TokenIssuer create(Path directory, String issuer) {
        return create(directory, issuer, InstantSource.system());
    }

    static TokenIssuer create(Path directory, String issuer, InstantSource clock) {
        Path home = PrivateFiles.directory(directory);
        KeyPair pair = newKeyPair();
        PrivateFiles.write(
                home.resolve(PRIVATE_FILE),
                Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
        PrivateFiles.write(
                home.resolve(PUBLIC_FILE),
                Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded()));
        return new TokenIssuer(home, issuer, pair.getPrivate(), clock);
    }

    /** The issuer whose keys {@link #create} left in the directory. */
    public static TokenIssuer open(Path directory, String issuer) {
        Path home = directory.toAbsolutePath();
        byte[] key = Pem.decode("PRIVATE KEY", PrivateFiles.read(home.resolve(PRIVATE_FILE)));
        try {
            PrivateKey privateKey = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
            return new TokenIssuer(home, issuer, privateKey, InstantSource.system());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the token issuer's key in " + home + " cannot be read", e);
        }
    }

    /** The public key that verifies the tokens: PEM, SubjectPublicKeyInfo. */
    public Path publicKeyFile() {
        return directory.resolve(PUBLIC_FILE);
    }

    /** The value of the claim {@code iss}. */
    public String issuer() {
        return issuer;
    }

    /** A token for a person or tool; {@code groups} are the roles the services know. */
    public String issue(String subject, Set<String> groups, Duration lifetime) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", List.copyOf(groups));
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
        claims.setGeneratedJwtId();
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", "JWT");
        token.setPayload(claims.toJson());
        token.setKey(key);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token with a key made for it", e);
        }
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        }
    }
}
