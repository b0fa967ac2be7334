package io.ikebus.local.load;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.ConnectionTable;
import io.ikebus.negotiator.connection.ConnectionTables;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.engine.Environment;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The initiators' world: a connection per source, a vault that knows one key, and one key pair per group for all
 * handshakes, since it is the responder whose cost counts.
 */
final class MadeUpWorld implements Environment {
    static final GatewayId GATEWAY = new GatewayId("load");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secret presharedKey;
    private final ConnectionTable connections;
    private final Map<DiffieHellmanGroup, DiffieHellman.KeyPair> keyPairs = new EnumMap<>(DiffieHellmanGroup.class);
    private Instant now = Instant.now();

    MadeUpWorld(LoadOrder order) {
        presharedKey = Secret.wrap(order.presharedKey().getBytes(StandardCharsets.UTF_8));
        connections = ConnectionTables.of(IntStream.range(0, order.sources().size())
                .mapToObj(i -> connection(order, i))
                .toList());
    }

    static String name(int source) {
        return "load-" + source;
    }

    private static Connection connection(LoadOrder order, int index) {
        IpAddress source = order.sources().get(index);
        AddressRange here = AddressRange.host(source);
        return new Connection(
                Connection.VERSION,
                name(index),
                GATEWAY,
                new Connection.Local(source, order.sourcePort(), source.toString()),
                new Connection.Peer(
                        List.of(IpPrefix.host(order.target().address())),
                        order.target().port(),
                        order.peerIdentity()),
                new Connection.Ike(List.of(order.ike()), 86_400),
                List.of(new Connection.Child(
                        "net",
                        List.of(order.child()),
                        new Connection.Selector(here, 0, 0),
                        new Connection.Selector(AddressRange.parse("10.2.0.0/16"), 0, 0),
                        false,
                        28_800,
                        0,
                        64,
                        null,
                        null)),
                Connection.Start.NONE);
    }

    void tick() {
        now = Instant.now();
    }

    VaultAnswer answer(VaultQuestion question) {
        return switch (question) {
            case VaultQuestion.SkeyidFromPsk psk ->
                new VaultAnswer.Skeyid(
                        HashAlgorithm.valueOf(psk.hash()).prf(presharedKey, psk.initiatorNonce(), psk.responderNonce()),
                        "load");
            case VaultQuestion.Sign sign -> new VaultAnswer.Refused("no-signatures-in-this-load");
            case VaultQuestion.Verify verify -> new VaultAnswer.Refused("no-signatures-in-this-load");
            case VaultQuestion.VerifyUser user -> new VaultAnswer.Refused("no-users-in-this-load");
            case VaultQuestion.PasswordOf user -> new VaultAnswer.Refused("no-users-in-this-load");
            case VaultQuestion.Decrypt decrypt -> new VaultAnswer.Refused("no-encryption-in-this-load");
            case VaultQuestion.PeerKey peer -> new VaultAnswer.Refused("no-encryption-in-this-load");
        };
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Octets random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    @Override
    public DiffieHellman.KeyPair keyPair(DiffieHellmanGroup group) {
        DiffieHellman.KeyPair one = keyPairs.computeIfAbsent(group, g -> DiffieHellman.generate(g, RANDOM));
        // The engine destroys what it was given.
        return new DiffieHellman.KeyPair(group, Secret.wrap(one.privateValue().with(byte[]::clone)), one.publicValue());
    }

    @Override
    public ConnectionTable connections() {
        return connections;
    }

    @Override
    public Duration agentAnswersWithin() {
        return Duration.ofSeconds(2);
    }

    @Override
    public List<SessionKey> establishedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
        return List.of();
    }

    @Override
    public List<SessionKey> closedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
        return List.of();
    }
}
