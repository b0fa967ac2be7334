package io.ikebus.vault.backup;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import java.util.Optional;

/** Pages to sealed octets and back: JSON under HPKE (RFC 9180), to X25519 keys. */
final class PageSealing {
    private PageSealing() {}

    /**
     * @param publicKey X25519, 32 octets
     * @throws IllegalArgumentException unless it is one
     */
    static Octets seal(Backup page, Octets publicKey) {
        Secret json = Secret.wrap(BusJson.write(page));
        try {
            return Hpke.seal(publicKey, Backup.TO_KEEP, Octets.EMPTY, json);
        } finally {
            json.destroy();
        }
    }

    /** Empty if this was not sealed to {@code own} to be restored, or is no page. */
    static Optional<Backup> open(Hpke.KeyPair own, Octets sealed) {
        return Hpke.open(own, Backup.TO_RESTORE, Octets.EMPTY, sealed).flatMap(json -> {
            try {
                return json.with(octets -> BusJson.read(octets, Backup.class))
                                        instanceof BusValue.Read<Backup>(Backup page)
                                && page.isWhole()
                        ? Optional.of(page)
                        : Optional.empty();
            } finally {
                json.destroy();
            }
        });
    }
}
