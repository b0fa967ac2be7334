package io.ikebus.vault.backup;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.GatewayKey;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.masterkey.RestSealing;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts holdings into pages: credentials by name, then services' certificates by serial; all else goes on the last. Tokens
 * for enrolment stay behind: they live for minutes.
 */
@Singleton
final class Paging {
    /** So that a page with one credential more, and that a large one, still is a record that JSON takes. */
    private static final int ENOUGH_OCTETS = 150_000;

    private static final int MOST_ITEMS = 200;
    private static final String CREDENTIAL = "c:";
    private static final String CERTIFICATE = "s:";

    private final RestSealing sealing;

    Paging(RestSealing sealing) {
        this.sealing = sealing;
    }

    /**
     * @param page opened: who takes it, destroys its secrets
     * @param next what to ask for after it; null on the last
     */
    record Paged(Backup page, @Nullable String next) {}

    /** @param after the {@code next} of the page before; empty for the first page */
    Paged page(Holdings holdings, String after, int number) {
        Budget budget = new Budget();
        List<Backup.Entry> entries = new ArrayList<>();
        List<Backup.ServiceCertificate> certificates = new ArrayList<>();
        String next = after.startsWith(CERTIFICATE) ? null : entries(holdings, after, budget, entries);
        if (next == null) {
            next = certificates(holdings, after, budget, certificates);
        }
        boolean last = next == null;
        return new Paged(
                new Backup(
                        Backup.VERSION,
                        holdings.revision(),
                        number,
                        last,
                        entries,
                        // Few, and small: as many keys as days in a fortnight, and one for each gateway.
                        last
                                ? holdings.sealingKeys().values().stream()
                                        .map(this::key)
                                        .toList()
                                : List.of(),
                        last
                                ? holdings.gatewayKeys().values().stream()
                                        .map(Paging::gateway)
                                        .toList()
                                : List.of(),
                        last
                                ? holdings.enrolled().authorities().values().stream()
                                        .map(this::authority)
                                        .toList()
                                : List.of(),
                        certificates),
                next);
    }

    /** Where to go on, if there are more than go on this page. */
    private @Nullable String entries(Holdings holdings, String after, Budget budget, List<Backup.Entry> entries) {
        String name = after.isEmpty() ? "" : after.substring(CREDENTIAL.length());
        for (Credential one : holdings.credentials().tailMap(name, false).values()) {
            if (budget.isSpent()) {
                return CREDENTIAL + entries.getLast().name();
            }
            entries.add(entry(one));
            budget.take(
                    one.stored().content().length() + one.stored().selectors().length());
        }
        return null;
    }

    private static @Nullable String certificates(
            Holdings holdings, String after, Budget budget, List<Backup.ServiceCertificate> certificates) {
        String serial = after.startsWith(CERTIFICATE) ? after.substring(CERTIFICATE.length()) : "";
        for (StoredServiceCertificate one :
                holdings.enrolled().certificates().tailMap(serial, false).values()) {
            if (budget.isSpent()) {
                return CERTIFICATE
                        + (certificates.isEmpty()
                                ? serial
                                : certificates.getLast().serial());
            }
            certificates.add(certificate(one));
            budget.take(2 * one.certificate().length());
        }
        return null;
    }

    /** What is left of a page. */
    private static final class Budget {
        private int octets = ENOUGH_OCTETS;
        private int items = MOST_ITEMS;

        void take(int some) {
            octets -= some;
            items--;
        }

        boolean isSpent() {
            return octets < 0 || items == 0;
        }
    }

    private Backup.Entry entry(Credential one) {
        var stored = one.stored();
        return new Backup.Entry(
                stored.id(),
                stored.name(),
                stored.type(),
                stored.version(),
                stored.selectors(),
                stored.content(),
                stored.createdAt(),
                stored.changedAt(),
                opened(stored.sealed(), stored.binding()));
    }

    private Backup.Key key(StoredSealingKey key) {
        return new Backup.Key(key.id(), key.createdAt(), key.notAfter(), opened(key.sealed(), key.binding()));
    }

    private static Backup.Gateway gateway(GatewayKey key) {
        return new Backup.Gateway(key.gateway(), key.publicKey(), key.version(), key.changedAt());
    }

    private Backup.Authority authority(StoredAuthority one) {
        return new Backup.Authority(
                one.id(), one.certificate(), one.imported(), one.createdAt(), opened(one.sealed(), one.binding()));
    }

    private static Backup.ServiceCertificate certificate(StoredServiceCertificate one) {
        return new Backup.ServiceCertificate(
                one.serial(),
                one.authority(),
                one.role(),
                one.gateway(),
                one.names(),
                one.certificate(),
                one.keyDigest(),
                one.origin(),
                one.issuedAt(),
                one.notAfter(),
                one.revocation());
    }

    private SecretHex opened(Octets sealed, Octets binding) {
        Secret secret = sealing.open(sealed, binding)
                .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
        return new SecretHex(secret);
    }
}
