package io.ikebus.protocol.bus;

import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One record of every kind that travels as JSON, each with all its optional components. */
final class BusSamples {
    static final SessionKey SESSION = SessionKey.parse("east/0011223344556677");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final IpAddress EAST = IpAddress.parse("192.0.2.1");
    private static final IpAddress WEST = IpAddress.parse("2001:db8::2");

    static final SaId ID = new SaId(new GatewayId("east"), EAST, IpsecProtocol.ESP, 0xc0ffee01L);

    private static final SaDescription SA = new SaDescription(
            Direction.INBOUND,
            WEST,
            Mode.TUNNEL,
            new SaTransform(Encryption.AES_CBC, 256, Integrity.HMAC_SHA2_256_128),
            SaDescription.LOWEST_REQID,
            64,
            true,
            new UdpEncapsulation(4500, 61_000),
            new SaLifetime(3000, 3600, 1L << 40, 1L << 41),
            new Mark(7, 0xff),
            42);

    private static final PolicyDescription POLICY = new PolicyDescription(
            PolicyDirection.FORWARD,
            IpPrefix.parse("10.2.0.0/16"),
            IpPrefix.parse("10.1.0.0/16"),
            17,
            53,
            1024,
            100,
            WEST,
            EAST,
            IpsecProtocol.ESP,
            Mode.TUNNEL,
            SaDescription.LOWEST_REQID,
            new Mark(7, 0xff),
            42);

    /** Names of components that may be absent. */
    static final Set<String> OPTIONAL = Set.of(
            "granted",
            "encapsulation",
            "mark",
            "interfaceId",
            "local",
            "remote",
            "establishedAt",
            "expiresAt",
            "failure",
            "installedAt");

    static final List<Sample<?>> ALL = List.of(
            sample(IkeCommand.class, new IkeCommand.Initiate(1, SESSION, "to-west", AT)),
            sample(IkeCommand.class, new IkeCommand.Terminate(1, SESSION, "operator", AT)),
            sample(IkeCommand.class, new IkeCommand.Rekey(1, SESSION, IkeCommand.Rekey.Scope.ISAKMP_SA, AT)),
            sample(
                    IkeCommand.class,
                    new IkeCommand.Renew(
                            1,
                            SESSION,
                            "to-west",
                            SESSION,
                            Endpoint.parse("192.0.2.1:4500"),
                            Endpoint.parse("192.0.2.2:4500"),
                            true,
                            AT)),
            sample(
                    IkeCommand.class,
                    new IkeCommand.HandOver(
                            1,
                            SESSION,
                            SESSION,
                            "to-west",
                            AT,
                            SessionStatus.Role.RESPONDER,
                            Endpoint.parse("192.0.2.2:500"),
                            true,
                            AT)),
            sample(
                    IkeCommand.class,
                    new IkeCommand.Adopt(
                            1, SESSION, List.of(SESSION), "to-west", List.of(Octets.of(1, 2, 3)), true, false, AT)),
            sample(
                    IkeCommand.class,
                    new IkeCommand.PassOn(
                            1, SESSION, new SaOutcome(1, SESSION, ID, SaOutcome.Kind.LOST, "lost", "", AT), 64, AT)),
            sample(IkeCommand.class, new IkeCommand.PeerDeleted(1, SESSION, IpsecProtocol.ESP, 0x1234, 4, AT)),
            sample(
                    IkeCommand.class,
                    new IkeCommand.Relieve(
                            1,
                            SESSION,
                            "lan",
                            AddressRange.parse("10.1.0.0/16"),
                            AddressRange.parse("10.2.0.1-10.2.0.9"),
                            AT)),
            sample(IkeCommand.class, new IkeCommand.Lease(1, SESSION, IpAddress.parse("10.9.0.1"), AT)),
            sample(IkeCommand.class, new IkeCommand.Lease(1, SESSION, null, AT)),
            sample(
                    LeaseRequest.class,
                    new LeaseRequest.Claim(1, SESSION, "road/alice", List.of(IpPrefix.parse("10.9.0.0/24")), AT)),
            sample(LeaseRequest.class, new LeaseRequest.Release(1, SESSION, AT)),
            sample(
                    SaCommand.class,
                    new SaCommand.Install(1, SESSION, "to-west", ID, SA, List.of(POLICY), Octets.fromHex("00ff"), AT)),
            sample(
                    SaCommand.class,
                    new SaCommand.Update(1, SESSION, "to-west", ID, SA, List.of(POLICY), Octets.fromHex("00ff"), AT)),
            sample(
                    SaCommand.class,
                    new SaCommand.Close(1, SESSION, "to-west", ID, SA, List.of(POLICY), "peer-dead", AT)),
            sample(SaCommand.class, new SaCommand.Remove(1, SESSION, "to-west", ID, "deleted", AT)),
            sample(SaOutcome.class, new SaOutcome(1, SESSION, ID, SaOutcome.Kind.FAILED, "EEXIST", "It is there.", AT)),
            sample(
                    DiaryEntry.class,
                    new DiaryEntry(
                            1,
                            SESSION,
                            "8899aabbccddeeff",
                            "to-west",
                            DiaryEntry.Kind.RECEIVED,
                            "Main Mode",
                            "00000000",
                            "MM1",
                            "HDR, SA",
                            228,
                            AT)),
            sample(
                    SessionStatus.class,
                    new SessionStatus(
                            1,
                            SESSION,
                            "8899aabbccddeeff",
                            "to-west",
                            SessionStatus.Role.RESPONDER,
                            "established",
                            new Endpoint(EAST, 500),
                            new Endpoint(WEST, 4500),
                            "east.example",
                            "west.example",
                            "aes256-sha2_256-modp2048",
                            AT,
                            AT,
                            AT,
                            "peer-refused",
                            List.of(new SessionStatus.Child(
                                    "installed",
                                    IpsecProtocol.AH,
                                    "AES_GCM_16-256",
                                    "c0ffee01",
                                    "c0ffee02",
                                    "10.1.0.0/16",
                                    "10.2.0.0/16",
                                    AT)))),
            sample(
                    SiemEvent.class,
                    SiemEvent.of(
                            "id-1",
                            "/negotiator/east",
                            "io.ikebus.tunnel.opened",
                            "to-west",
                            AT,
                            Map.of("class_uid", 4014, "nested", Map.of("list", List.of("a", true))))));

    private BusSamples() {}

    /** @param type as which it is read */
    record Sample<T>(Class<T> type, T value) {
        byte[] json() {
            return BusJson.write(value);
        }

        BusValue<T> read(byte[] json) {
            return BusJson.read(json, type);
        }

        @Override
        public String toString() {
            return value.getClass().getSimpleName();
        }
    }

    private static <T> Sample<T> sample(Class<T> type, T value) {
        return new Sample<>(type, value);
    }
}
