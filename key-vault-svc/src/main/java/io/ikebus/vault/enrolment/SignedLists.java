package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredServiceCertificate.Revocation;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.issuing.RevocationList;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Revocation lists, signed when somebody asks and something has changed since, or half of the last one's time is over:
 * whoever asks by the thousand does not make the vault sign by the thousand.
 */
@Singleton
final class SignedLists {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration FRESH = LIFETIME.dividedBy(2);

    private final Authorities authorities;
    private final InstantSource clock;
    private final Map<String, Signed> last = new ConcurrentHashMap<>();

    private record Signed(List<RevocationList.Entry> entries, Instant at, Octets der) {}

    SignedLists(Authorities authorities, InstantSource clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /** DER. */
    Octets of(Holdings holdings, StoredAuthority authority) {
        last.keySet().retainAll(holdings.enrolled().authorities().keySet());
        List<RevocationList.Entry> entries = entries(holdings, authority.id());
        return Objects.requireNonNull(last.compute(
                        authority.id(),
                        (_, known) -> known != null
                                        && known.entries().equals(entries)
                                        && clock.instant().isBefore(known.at().plus(FRESH))
                                ? known
                                : sign(authority, entries)))
                .der();
    }

    private Signed sign(StoredAuthority authority, List<RevocationList.Entry> entries) {
        Instant now = clock.instant();
        // The clock as the number: all vaults that share a database count on with it, also after one is restored.
        RevocationList list = new RevocationList(now.toEpochMilli(), now, now.plus(LIFETIME), entries);
        return new Signed(entries, now, authorities.with(authority, list::signed));
    }

    private static List<RevocationList.Entry> entries(Holdings holdings, String authority) {
        return holdings.enrolled().certificates().values().stream()
                .filter(one -> one.authority().equals(authority))
                .flatMap(SignedLists::entry)
                .toList();
    }

    private static Stream<RevocationList.Entry> entry(StoredServiceCertificate certificate) {
        Revocation revocation = certificate.revocation();
        return revocation == null
                ? Stream.empty()
                : Stream.of(new RevocationList.Entry(
                        certificate.serial(),
                        revocation.at(),
                        revocation.reason().code()));
    }
}
