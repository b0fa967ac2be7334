package io.ikebus.vault.backup;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.GatewayKey;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.masterkey.RestSealing;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Cuts holdings into pages: credentials by name, then sealing keys and gateways' keys, which all go on the last. */
@Singleton
final class Paging {
    /** So that a page with one credential more, and that a large one, still is a record that JSON takes. */
    private static final int ENOUGH_OCTETS = 150_000;

    private static final int MOST_CREDENTIALS = 200;

    private final RestSealing sealing;

    Paging(RestSealing sealing) {
        this.sealing = sealing;
    }

    /**
     * A page, opened: who takes it, destroys its secrets.
     *
     * @param after the name of the last credential on the page before; empty for the first page
     */
    Backup page(Holdings holdings, String after, int number) {
        List<Backup.Entry> entries = new ArrayList<>();
        int octets = 0;
        boolean more = false;
        for (Credential one : holdings.credentials().tailMap(after, false).values()) {
            if (octets > ENOUGH_OCTETS || entries.size() == MOST_CREDENTIALS) {
                more = true;
                break;
            }
            entries.add(entry(one));
            octets += one.stored().content().length() + one.stored().selectors().length();
        }
        // Few, and small: as many keys as days in a fortnight, and one for each gateway.
        return new Backup(
                Backup.VERSION,
                holdings.revision(),
                number,
                !more,
                entries,
                more
                        ? List.of()
                        : holdings.sealingKeys().values().stream()
                                .map(this::key)
                                .toList(),
                more
                        ? List.of()
                        : holdings.gatewayKeys().values().stream()
                                .map(Paging::gateway)
                                .toList());
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

    private SecretHex opened(Octets sealed, Octets binding) {
        Secret secret = sealing.open(sealed, binding)
                .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
        return new SecretHex(secret);
    }
}
