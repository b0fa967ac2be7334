package io.ikebus.agent.install;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.protocol.sealing.SaKeySealing;
import java.time.Instant;
import java.util.List;

/** Commands as a negotiator would give them, sealed to a key pair of the test's own. */
public final class Commands {
    private final Hpke.KeyPair agent;
    private final GatewayId gateway;

    Commands(Hpke.KeyPair agent) {
        this(agent, Samples.EAST);
    }

    public Commands(Hpke.KeyPair agent, GatewayId gateway) {
        this.agent = agent;
        this.gateway = gateway;
    }

    public SaId inboundId(long spi) {
        return new SaId(gateway, Samples.OURS, IpsecProtocol.ESP, spi);
    }

    public SessionKey session() {
        return new SessionKey(gateway, Samples.SESSION.initiatorCookie());
    }

    public KeyOpener opener() {
        return (id, octets) -> SaKeySealing.open(agent, id, octets);
    }

    public SaCommand.Install inbound(long spi, int key) {
        return install(inboundId(spi), Samples.inbound(Samples.GCM_128), key, Samples.policies(Direction.INBOUND));
    }

    public SaCommand.Install outbound(long spi, int key) {
        return install(
                new SaId(gateway, Samples.PEER, IpsecProtocol.ESP, spi),
                Samples.outbound(Samples.GCM_128),
                key,
                Samples.policies(Direction.OUTBOUND));
    }

    public SaCommand.Install install(SaId id, SaDescription sa, int key, List<PolicyDescription> policies) {
        return install(id, sa, Samples.keymat(sa.transform(), key), policies);
    }

    public SaCommand.Install install(SaId id, SaDescription sa, Secret keymat, List<PolicyDescription> policies) {
        return new SaCommand.Install(
                SaCommand.VERSION, session(), "to-west", id, sa, policies, seal(id, keymat), Instant.now());
    }

    public SaCommand.Update update(SaCommand.Install install, Draft draft, int key) {
        SaDescription sa = draft.build();
        return new SaCommand.Update(
                SaCommand.VERSION,
                install.session(),
                install.connection(),
                install.id(),
                sa,
                install.policies(),
                seal(install.id(), Samples.keymat(sa.transform(), key)),
                Instant.now());
    }

    public static SaCommand.Close close(SaCommand.Install install) {
        return new SaCommand.Close(
                SaCommand.VERSION,
                install.session(),
                install.connection(),
                install.id(),
                install.sa(),
                install.policies(),
                "test",
                Instant.now());
    }

    public static SaCommand.Remove remove(SaId id) {
        SessionKey session = new SessionKey(id.gateway(), Samples.SESSION.initiatorCookie());
        return new SaCommand.Remove(SaCommand.VERSION, session, "to-west", id, "test", Instant.now());
    }

    private Octets seal(SaId id, Secret keymat) {
        return SaKeySealing.seal(agent.publicKey(), id, keymat);
    }
}
