package io.ikebus.vault.certificate;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whom the operator trusts: an authority, or a single peer's own certificate.
 *
 * @param revocationLists of this authority and of those below it
 * @param revocationRequired whether a path through this anchor needs a valid revocation list for each certificate on it
 */
public record TrustAnchor(
        String name, X509Certificate certificate, List<X509CRL> revocationLists, boolean revocationRequired) {

    public TrustAnchor {
        revocationLists = List.copyOf(revocationLists);
    }
}
