package io.ikebus.vault.signature;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.ClaimedIdentity;
import io.ikebus.vault.certificate.TrustPaths;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.keyuse.CredentialKeys;
import io.ikebus.vault.limit.Operation;
import io.ikebus.vault.limit.UseLimits;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** Chooses a signing key and signs. */
@Singleton
final class Signing {
    private final CredentialKeys keys;
    private final UseLimits limits;

    Signing(CredentialKeys keys, UseLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /** @throws ProblemException if no signing key is for these two ends and this method, or it has been used too often */
    SignAnswer answer(Holdings holdings, SignRequest request, String caller) {
        if (!request.method().takes(request.hash().octets())) {
            throw ProblemException.field("hash", "is not as long as the hash that this method signs");
        }
        Credential credential = holdings.index(
                        Credential.signing(request.method().key()))
                .best(request.question())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        404,
                        "no-credential",
                        "no signing key for " + request.method() + " is for this connection",
                        null)));
        requireOwnIdentity(credential, request);
        limits.require(Operation.SIGN, credential, caller);
        byte[] hash = request.hash().octets().toByteArray();
        byte[] signature =
                keys.privateKey(credential, (key, jca) -> request.method().sign(key, jca, hash));
        return new SignAnswer(HexFormat.of().formatHex(signature), sent(credential), credential.name());
    }

    private static void requireOwnIdentity(Credential credential, SignRequest request) {
        X509Certificate own = credential.certificates().getFirst();
        ClaimedIdentity claimed = ClaimedIdentity.of(
                request.localIdentityType(), request.localIdentityData().octets());
        if (!claimed.isOf(own)) {
            throw new ProblemException(Problem.of(
                    422,
                    "certificate-identity-mismatch",
                    "the certificate of " + credential.name() + ", " + TrustPaths.shown(own.getSubjectX500Principal())
                            + ", does not name the identity that the gateway sends",
                    null));
        }
    }

    private static List<String> sent(Credential credential) {
        return credential.certificates().stream()
                .filter(one -> one.equals(credential.certificates().getFirst()) || !isItsOwnIssuer(one))
                .map(Signing::hex)
                .toList();
    }

    private static boolean isItsOwnIssuer(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static String hex(X509Certificate certificate) {
        try {
            return Octets.wrap(certificate.getEncoded()).hex();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was decoded has an encoding", e);
        }
    }
}
