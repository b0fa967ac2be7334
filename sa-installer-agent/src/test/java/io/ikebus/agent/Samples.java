package io.ikebus.agent;

import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SAs and policies that tests are made of. Our gateway is 192.0.2.1, the peer 192.0.2.2. */
public final class Samples {
    public static final GatewayId EAST = new GatewayId("east");
    public static final IpAddress OURS = IpAddress.parse("192.0.2.1");
    public static final IpAddress PEER = IpAddress.parse("192.0.2.2");
    public static final SessionKey SESSION = new SessionKey(EAST, new Cookie(0x1122334455667788L));
    public static final SaTransform GCM_128 = new SaTransform(Encryption.AES_GCM_16, 128, Integrity.NONE);
    public static final SaTransform CBC_SHA1 = new SaTransform(Encryption.AES_CBC, 128, Integrity.HMAC_SHA1_96);
    public static final SaLifetime FOR_EVER = new SaLifetime(0, 0, 0, 0);
    public static final int REQID = SaDescription.LOWEST_REQID + 7;

    private Samples() {}

    /** Of ESP: every cipher with every key length, and every integrity algorithm with one of them. */
    public static List<SaTransform> allTransforms() {
        List<SaTransform> all = new ArrayList<>();
        for (Encryption encryption : Encryption.values()) {
            if (encryption == Encryption.NONE) {
                continue;
            }
            for (int bits : new TreeSet<>(encryption.keyBits())) {
                all.add(new SaTransform(
                        encryption, bits, encryption.isAead() ? Integrity.NONE : Integrity.HMAC_SHA1_96));
            }
        }
        for (Integrity integrity : Integrity.values()) {
            if (integrity != Integrity.NONE && integrity != Integrity.HMAC_SHA1_96) {
                all.add(new SaTransform(Encryption.AES_CBC, 256, integrity));
            }
        }
        return all;
    }

    /** Of AH: every integrity algorithm. */
    public static List<SaTransform> ahTransforms() {
        return Stream.of(Integrity.values())
                .filter(integrity -> integrity != Integrity.NONE)
                .map(SaTransform::authenticating)
                .toList();
    }

    public static SaRef ahRef(long spi) {
        return new SaRef(OURS, IpsecProtocol.AH.ipProtocol(), spi);
    }

    public static SaId inboundId(long spi) {
        return new SaId(EAST, OURS, IpsecProtocol.ESP, spi);
    }

    public static SaId outboundId(long spi) {
        return new SaId(EAST, PEER, IpsecProtocol.ESP, spi);
    }

    public static SaRef ref(long spi) {
        return SaRef.of(inboundId(spi));
    }

    /** KEYMAT whose octets count up from {@code first}. */
    public static Secret keymat(SaTransform transform, int first) {
        byte[] octets = new byte[transform.keymatOctets()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (first + i);
        }
        return Secret.wrap(octets);
    }

    public static SaDescription inbound(SaTransform transform) {
        return new Draft(Direction.INBOUND, transform).build();
    }

    public static SaDescription outbound(SaTransform transform) {
        return new Draft(Direction.OUTBOUND, transform).build();
    }

    /** An inbound SA brings in and forward, an outbound one out, between 10.1.0.0/16 (ours) and 10.2.0.0/16. */
    public static List<PolicyDescription> policies(Direction direction) {
        return direction == Direction.INBOUND
                ? List.of(policy(PolicyDirection.IN, PEER, REQID), policy(PolicyDirection.FORWARD, PEER, REQID))
                : List.of(policy(PolicyDirection.OUT, PEER, REQID));
    }

    public static PolicyDescription policy(PolicyDirection direction, IpAddress peer, int reqid) {
        return policy(direction, peer, reqid, IpPrefix.parse("10.2.0.0/16"));
    }

    public static PolicyDescription policy(PolicyDirection direction, IpAddress peer, int reqid, IpPrefix theirs) {
        boolean out = direction == PolicyDirection.OUT;
        IpPrefix ours = IpPrefix.parse("10.1.0.0/16");
        return new PolicyDescription(
                direction,
                out ? ours : theirs,
                out ? theirs : ours,
                0,
                0,
                0,
                1000,
                out ? OURS : peer,
                out ? peer : OURS,
                IpsecProtocol.ESP,
                Mode.TUNNEL,
                reqid,
                null,
                null);
    }

    /** The same with AH around it. */
    public static PolicyDescription bundled(PolicyDescription policy) {
        return new PolicyDescription(
                policy.direction(),
                policy.source(),
                policy.destination(),
                policy.protocol(),
                policy.sourcePort(),
                policy.destinationPort(),
                policy.priority(),
                policy.tunnelSource(),
                policy.tunnelDestination(),
                policy.ipsecProtocol(),
                policy.mode(),
                policy.reqid(),
                policy.mark(),
                policy.interfaceId(),
                IpsecProtocol.AH);
    }

    /** An SA description with everything at its simplest, to be changed where a test wants it otherwise. */
    public record Draft(
            Direction direction,
            IpAddress source,
            Mode mode,
            SaTransform transform,
            int reqid,
            int window,
            boolean esn,
            @Nullable UdpEncapsulation encapsulation,
            SaLifetime lifetime,
            @Nullable Mark mark,
            @Nullable Integer interfaceId) {

        public Draft(Direction direction, SaTransform transform) {
            this(
                    direction,
                    direction == Direction.INBOUND ? PEER : OURS,
                    Mode.TUNNEL,
                    transform,
                    REQID,
                    direction == Direction.INBOUND ? 32 : 0,
                    false,
                    null,
                    FOR_EVER,
                    null,
                    null);
        }

        public Draft from(IpAddress other) {
            return new Draft(
                    direction, other, mode, transform, reqid, window, esn, encapsulation, lifetime, mark, interfaceId);
        }

        public Draft transport() {
            return new Draft(
                    direction,
                    source,
                    Mode.TRANSPORT,
                    transform,
                    reqid,
                    window,
                    esn,
                    encapsulation,
                    lifetime,
                    mark,
                    interfaceId);
        }

        public Draft reqid(int other) {
            return new Draft(
                    direction, source, mode, transform, other, window, esn, encapsulation, lifetime, mark, interfaceId);
        }

        public Draft window(int packets) {
            return new Draft(
                    direction,
                    source,
                    mode,
                    transform,
                    reqid,
                    packets,
                    esn,
                    encapsulation,
                    lifetime,
                    mark,
                    interfaceId);
        }

        public Draft withEsn() {
            return new Draft(
                    direction,
                    source,
                    mode,
                    transform,
                    reqid,
                    window,
                    true,
                    encapsulation,
                    lifetime,
                    mark,
                    interfaceId);
        }

        public Draft encapsulated(int sourcePort, int destinationPort) {
            return new Draft(
                    direction,
                    source,
                    mode,
                    transform,
                    reqid,
                    window,
                    esn,
                    new UdpEncapsulation(sourcePort, destinationPort),
                    lifetime,
                    mark,
                    interfaceId);
        }

        public Draft lifetime(SaLifetime other) {
            return new Draft(
                    direction, source, mode, transform, reqid, window, esn, encapsulation, other, mark, interfaceId);
        }

        public Draft mark(Mark other) {
            return new Draft(
                    direction,
                    source,
                    mode,
                    transform,
                    reqid,
                    window,
                    esn,
                    encapsulation,
                    lifetime,
                    other,
                    interfaceId);
        }

        public Draft interfaceId(int other) {
            return new Draft(
                    direction, source, mode, transform, reqid, window, esn, encapsulation, lifetime, mark, other);
        }

        public SaDescription build() {
            return new SaDescription(
                    direction, source, mode, transform, reqid, window, esn, encapsulation, lifetime, mark, interfaceId);
        }
    }
}
