package io.ikebus.vault.revocation;

import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.TrustAnchor;
import io.ikebus.vault.certificate.TrustPaths;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Whether somebody who may has signed a revocation list. */
final class ListTrust {
    /** Signatures that are checked for one list, at most. */
    private static final int MOST_SIGNERS = 8;

    private ListTrust() {}

    /**
     * @param brought certificates that came with the list
     * @throws CertificateFault if no trust anchor, and no authority below one, has signed the list
     */
    static void require(X509CRL list, List<X509Certificate> brought, Holdings holdings, Instant now)
            throws CertificateFault {
        List<TrustAnchor> anchors = holdings.ofType(CredentialType.TRUST_ANCHOR)
                .map(Credential::asAnchor)
                .toList();
        List<X509Certificate> between = Stream.concat(
                        brought.stream(),
                        holdings.ofType(CredentialType.SIGNING_KEY)
                                .flatMap(key -> key.certificates().stream().skip(1)))
                .distinct()
                .toList();
        List<X509Certificate> signers = Stream.concat(anchors.stream().map(TrustAnchor::certificate), between.stream())
                .filter(one -> one.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .distinct()
                .limit(MOST_SIGNERS)
                .filter(one -> isSignedBy(list, one))
                .toList();
        CertificateFault first = new CertificateFault(
                "revocation-list-untrusted",
                "no trust anchor, and no authority below one that is known, has signed the list of "
                        + TrustPaths.shown(list.getIssuerX500Principal()));
        for (X509Certificate signer : signers) {
            try {
                new TrustPaths(between, lists(holdings), anchors, now).ofAuthority(signer);
                return;
            } catch (CertificateFault fault) {
                first = fault;
            }
        }
        throw first;
    }

    private static List<X509CRL> lists(Holdings holdings) {
        return holdings.ofType(CredentialType.REVOCATION_LIST)
                .flatMap(kept -> kept.revocationLists().stream())
                .toList();
    }

    private static boolean isSignedBy(X509CRL list, X509Certificate signer) {
        try {
            list.verify(signer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException _) {
            // An authority of this name, but another one.
            return false;
        }
    }
}
