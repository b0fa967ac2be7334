package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.credential.CertificateText;
import io.ikebus.vault.credential.PrivateKeys;
import io.ikebus.vault.credential.SecretEncoding;
import io.ikebus.vault.credential.SecretText;
import io.ikebus.vault.issuing.SigningRequest;
import io.ikebus.vault.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An authority to take over.
 *
 * @param privateKey PKCS #8 in PEM, not encrypted
 */
record AuthorityRequest(
        @Schema(implementation = String.class, format = "password", writeOnly = true) @NotNull
        SecretText privateKey,

        @NotNull CertificateText certificate) {
    private static final int LONGEST_PRIVATE_KEY = 6_000;
    private static final int CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    /** The text is wiped. @throws ProblemException if it is not PEM */
    Secret decodedKey() {
        try {
            return privateKey.decode(SecretEncoding.PEM, LONGEST_PRIVATE_KEY);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("privateKey", String.valueOf(e.getMessage()));
        }
    }

    /** @throws ProblemException unless it may sign certificates and lists, now, with {@code key} */
    X509Certificate fitting(Secret key, Instant now) {
        X509Certificate authority = parsed();
        boolean[] usage = authority.getKeyUsage();
        if (authority.getBasicConstraints() < 0 || usage != null && !(usage[CERT_SIGN] && usage[CRL_SIGN])) {
            throw ProblemException.field(
                    "certificate", "is an authority's, for signing certificates and revocation lists; this is not");
        }
        if (!SigningRequest.isAccepted(authority.getPublicKey())) {
            throw ProblemException.field(
                    "certificate", "is for a key on P-256 or P-384, or an RSA key of 2048 to 8192 bits; this is not");
        }
        if (now.isBefore(authority.getNotBefore().toInstant())
                || !now.isBefore(authority.getNotAfter().toInstant())) {
            throw ProblemException.field("certificate", "is not valid now");
        }
        KeyKind kind = KeyKind.of(authority.getPublicKey()).orElseThrow();
        if (!PrivateKeys.isPair(kind, key, authority.getPublicKey())) {
            throw ProblemException.field(
                    "privateKey", "is the private key, in PKCS #8, that the certificate is for; this is not");
        }
        return authority;
    }

    private X509Certificate parsed() {
        try {
            return CertificateForms.certificate(certificate.der());
        } catch (CertificateFault fault) {
            throw ProblemException.field("certificate", fault.sentence());
        }
    }
}
