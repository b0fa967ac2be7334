package io.ikebus.vault.revocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.certificate.RevocationFacts;
import io.ikebus.vault.certificate.TrustPaths;
import io.ikebus.vault.holdings.Credential;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation list says, for people.
 *
 * @param number decimal; absent if the list has none
 * @param nextUpdate after it the list tells nothing any more; absent if it never ends
 * @param ageSeconds since the authority issued it
 * @param entries how many certificates are revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CrlView(
        String name,
        long version,
        String issuer,
        @Nullable String number,
        Instant thisUpdate,
        @Nullable Instant nextUpdate,
        long ageSeconds,
        int entries,
        Instant changedAt) {

    static CrlView of(Credential kept, Instant now) {
        X509CRL list = kept.revocationLists().getFirst();
        @Nullable Date next = list.getNextUpdate();
        Instant issued = list.getThisUpdate().toInstant();
        return new CrlView(
                kept.name(),
                kept.stored().version(),
                TrustPaths.shown(list.getIssuerX500Principal()),
                RevocationFacts.number(list).map(Object::toString).orElse(null),
                issued,
                next == null ? null : next.toInstant(),
                Math.max(0, Duration.between(issued, now).toSeconds()),
                list.getRevokedCertificates() == null
                        ? 0
                        : list.getRevokedCertificates().size(),
                kept.stored().changedAt());
    }
}
