package io.ikebus.agent.start;

import io.ikebus.agent.vault.AgentKey;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.SaKeySealing;
import java.time.Instant;
import java.util.List;

/**
 * Reads and opens a command of its own making some times over, so that the first real one, which somebody waits for two
 * seconds at most, does not meet cold code. Also shows that the agent's key works.
 */
final class WarmUp {
    private static final int ROUNDS = 50;

    private WarmUp() {}

    /** @throws IllegalStateException if the key does not open what was sealed to it */
    static void run(GatewayId gateway, AgentKey key) {
        SaTransform transform = new SaTransform(Encryption.AES_GCM_16, 128, Integrity.NONE);
        IpAddress nowhere = IpAddress.parse("192.0.2.1");
        SaId id = new SaId(gateway, nowhere, IpsecProtocol.ESP, 256);
        for (int round = 0; round < ROUNDS; round++) {
            Secret keymat = Secret.wrap(new byte[transform.keymatOctets()]);
            Octets sealed = SaKeySealing.seal(key.publicKey(), id, keymat);
            SaCommand command = new SaCommand.Install(
                    SaCommand.VERSION,
                    new SessionKey(gateway, new Cookie(1)),
                    "warm-up",
                    id,
                    new SaDescription(
                            Direction.INBOUND,
                            nowhere,
                            Mode.TUNNEL,
                            transform,
                            1,
                            32,
                            false,
                            null,
                            new SaLifetime(0, 0, 0, 0),
                            null,
                            null),
                    List.of(),
                    sealed,
                    Instant.EPOCH);
            boolean opened = BusJson.read(BusJson.write(command), SaCommand.class)
                            instanceof BusValue.Read<SaCommand>(SaCommand.Install read)
                    && key.open(read.id(), read.sealedKeys())
                            .filter(keymat::equals)
                            .isPresent();
            if (!opened) {
                throw new IllegalStateException("the agent's key does not open what is sealed to it");
            }
        }
    }
}
