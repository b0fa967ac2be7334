package io.ikebus.vault.signature;

import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.certificate.ClaimedIdentity;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.certificate.TrustAnchor;
import io.ikebus.vault.certificate.TrustPaths;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says whose signature it is. */
@Singleton
final class Verifying {
    private static final int PKCS7 = 1;
    private static final int X509_SIGNATURE = 4;

    private final InstantSource clock;

    Verifying(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws ProblemException 422, the type of which is the reason, if this proves nothing */
    VerifyAnswer answer(Holdings holdings, VerifyRequest request) {
        if (!request.method().takes(request.hash().octets())) {
            throw ProblemException.field("hash", "is not as long as the hash that this method signs");
        }
        try {
            List<TrustAnchor> anchors = holdings.ofType(CredentialType.TRUST_ANCHOR)
                    .filter(one -> isFor(one, request))
                    .map(Credential::asAnchor)
                    .toList();
            List<X509Certificate> sent = certificates(request);
            X509Certificate own = own(sent, anchors, request);
            TrustAnchor anchor =
                    new TrustPaths(sent, revocationLists(holdings, request), anchors, clock.instant()).of(own);
            requireSignature(own, request);
            return new VerifyAnswer(
                    TrustPaths.shown(own.getSubjectX500Principal()),
                    anchor.name(),
                    own.getNotAfter().toInstant());
        } catch (CertificateFault fault) {
            throw new ProblemException(Problem.of(422, fault.code(), fault.sentence(), null));
        }
    }

    private static boolean isFor(Credential anchor, VerifyRequest request) {
        var selectors = anchor.selectors();
        return (selectors.gateways().isEmpty() || selectors.gateways().contains(request.gateway()))
                && (selectors.connections().isEmpty() || selectors.connections().contains(request.connection()));
    }

    private static List<X509Certificate> certificates(VerifyRequest request) throws CertificateFault {
        List<X509Certificate> all = new ArrayList<>();
        for (VerifyRequest.Certificate one : request.certificates()) {
            switch (one.encoding()) {
                case X509_SIGNATURE ->
                    all.add(CertificateForms.certificate(one.data().octets()));
                case PKCS7 -> all.addAll(CertificateForms.pkcs7(one.data().octets()));
                default ->
                    throw new CertificateFault(
                            "certificate-malformed", "certificates come in encoding 4, X.509, or 1, PKCS #7");
            }
        }
        return all;
    }

    /** Those that are kept, besides those inside of anchors, and those that the peer sent. */
    private static List<X509CRL> revocationLists(Holdings holdings, VerifyRequest request) throws CertificateFault {
        List<X509CRL> all = new ArrayList<>();
        holdings.ofType(CredentialType.REVOCATION_LIST).forEach(kept -> all.addAll(kept.revocationLists()));
        for (HexOctets one : request.revocationLists()) {
            all.add(CertificateForms.revocationList(one.octets()));
        }
        return all;
    }

    /** The certificate that names the peer: one that it sent, or one that the operator trusts for itself. */
    private static X509Certificate own(List<X509Certificate> sent, List<TrustAnchor> anchors, VerifyRequest request)
            throws CertificateFault {
        ClaimedIdentity claimed = ClaimedIdentity.of(
                request.peerIdentityType(), request.peerIdentityData().octets());
        List<X509Certificate> named = Stream.concat(
                        sent.stream(), anchors.stream().map(TrustAnchor::certificate))
                .filter(claimed::isOf)
                .toList();
        if (named.isEmpty()) {
            throw sent.isEmpty()
                    ? new CertificateFault(
                            "certificate-missing",
                            "the peer sent no certificate, and no trust anchor is the peer's own")
                    : new CertificateFault(
                            "certificate-identity-mismatch",
                            "the peer's certificate, "
                                    + TrustPaths.shown(sent.getFirst().getSubjectX500Principal())
                                    + ", does not name the identity that the peer sends");
        }
        return named.stream()
                .filter(one -> KeyKind.of(one.getPublicKey())
                        .filter(request.method().key()::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new CertificateFault(
                        "certificate-key",
                        "the peer's certificate is not for a key that " + request.method()
                                + " signs with: RSA needs 2048 to 8192 bits, ECDSA the method's curve"));
    }

    private static void requireSignature(X509Certificate own, VerifyRequest request) throws CertificateFault {
        boolean good;
        try {
            good = request.method()
                    .isSignature(
                            own.getPublicKey(),
                            request.hash().octets().toByteArray(),
                            request.signature().octets().toByteArray());
        } catch (GeneralSecurityException _) {
            // A number that is not below the modulus, or an r or s of another length.
            good = false;
        }
        if (!good) {
            throw new CertificateFault("wrong-signature", "the certificate's key did not sign this hash");
        }
    }
}
