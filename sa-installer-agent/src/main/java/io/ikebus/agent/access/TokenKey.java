package io.ikebus.agent.access;

import io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The key that verifies tokens.
 *
 * @param text base64 of its SubjectPublicKeyInfo
 * @param algorithm the only one that a token may name
 */
record TokenKey(String text, SignatureAlgorithm algorithm) {
    private static final int SHORTEST_RSA = 2048;
    private static final int P_256 = 256;

    /** @throws IllegalArgumentException with what the file must be */
    static TokenKey read(Path file) {
        String text;
        try {
            text = Files.readString(file)
                    .replace("-----BEGIN PUBLIC KEY-----", "")
                    .replace("-----END PUBLIC KEY-----", "")
                    .replaceAll("\\s", "");
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e, e);
        }
        X509EncodedKeySpec encoded;
        try {
            encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wanted(file), e);
        }
        try {
            if (KeyFactory.getInstance("RSA").generatePublic(encoded) instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() >= SHORTEST_RSA) {
                return new TokenKey(text, SignatureAlgorithm.RS256);
            }
        } catch (GeneralSecurityException notRsa) {
            return elliptic(file, text, encoded);
        }
        throw new IllegalArgumentException(wanted(file));
    }

    private static TokenKey elliptic(Path file, String text, X509EncodedKeySpec encoded) {
        try {
            if (KeyFactory.getInstance("EC").generatePublic(encoded) instanceof ECPublicKey key
                    && key.getParams().getCurve().getField().getFieldSize() == P_256) {
                return new TokenKey(text, SignatureAlgorithm.ES256);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(wanted(file), e);
        }
        throw new IllegalArgumentException(wanted(file));
    }

    private static String wanted(Path file) {
        return file + " must be the PEM (PUBLIC KEY) of an RSA key of 2048 bits or more, or of a P-256 key";
    }
}
