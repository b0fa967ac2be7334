package io.ikebus.protocol.sealing;

import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * KEYMAT on its way from a negotiator to one gateway's agent: {@link Hpke}, for this purpose alone, bound to the SA it
 * belongs to, so that nobody can put it under another SA's record.
 */
public final class SaKeySealing {
    private static final Octets PURPOSE = utf8("ikebus sa keymat 1");

    private SaKeySealing() {}

    /** @throws IllegalArgumentException unless the key is a public key of X25519 */
    public static Octets seal(Octets agentPublicKey, SaId id, Secret keymat) {
        return Hpke.seal(agentPublicKey, PURPOSE, utf8(id.key()), keymat);
    }

    /** KEYMAT; empty if it was sealed to another agent, for another SA, or changed. */
    public static Optional<Secret> open(Hpke.KeyPair agent, SaId id, Octets sealed) {
        return Hpke.open(agent, PURPOSE, utf8(id.key()), sealed);
    }

    private static Octets utf8(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
