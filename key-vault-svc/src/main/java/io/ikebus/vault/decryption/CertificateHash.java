package io.ikebus.vault.decryption;

import io.ikebus.protocol.octets.Octets;
import jakarta.validation.constraints.NotNull;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;

/**
 * HASH(1): which certificate the peer took our key from (RFC 2409 5.2).
 *
 * @param hash the hash of the ISAKMP SA
 */
record CertificateHash(@NotNull Hash hash, @NotNull RsaBlock value) {
    enum Hash {
        MD5("MD5"),
        SHA1("SHA-1"),
        SHA2_256("SHA-256"),
        SHA2_384("SHA-384"),
        SHA2_512("SHA-512");

        private final String algorithm;

        Hash(String algorithm) {
            this.algorithm = algorithm;
        }
    }

    boolean isOf(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance(hash.algorithm).digest(certificate.getEncoded());
            return value.octets().equals(Octets.wrap(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was decoded has an encoding, and the JDK has " + hash, e);
        }
    }
}
