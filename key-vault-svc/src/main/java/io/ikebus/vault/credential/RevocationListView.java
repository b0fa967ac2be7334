package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.certificate.TrustPaths;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation list says, for people.
 *
 * @param nextUpdate after it the list tells nothing any more; absent if it never ends
 * @param entries how many certificates are revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevocationListView(
        String issuer, Instant thisUpdate, @Nullable Instant nextUpdate, int entries) {

    static RevocationListView of(X509CRL list) {
        @Nullable Date next = list.getNextUpdate();
        return new RevocationListView(
                TrustPaths.shown(list.getIssuerX500Principal()),
                list.getThisUpdate().toInstant(),
                next == null ? null : next.toInstant(),
                list.getRevokedCertificates() == null
                        ? 0
                        : list.getRevokedCertificates().size());
    }
}
