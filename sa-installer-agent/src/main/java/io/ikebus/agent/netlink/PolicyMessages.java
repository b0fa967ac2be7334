package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of NEWPOLICY, UPDPOLICY, DELPOLICY and GETPOLICY.
 *
 * <pre>
 * struct xfrm_selector
 *   0 destination (16)   16 source (16)   32 destination port (2), mask (2)   36 source port (2), mask (2)
 *  40 family (2)   42 destination prefix (1)   43 source prefix (1)   44 protocol (1), pad (3)
 *  48 interface (4)   52 user (4)
 * struct xfrm_userpolicy_info
 *   0 selector (56)   56 limits (64)   120 used so far (32)   152 priority (4)   156 index (4)
 * 160 direction (1)   161 action (1)   162 flags (1)   163 share (1), pad (4)
 * struct xfrm_user_tmpl
 *   0 id (24)   24 family (2), pad (2)   28 source (16)   44 reqid (4)   48 mode (1)   49 share (1)
 *  50 optional (1), pad (1)   52 integrity (4), encryption (4), compression algorithms (4)
 * </pre>
 */
final class PolicyMessages {
    static final int INFO = 168;
    static final int USERPOLICY_ID = 64;

    private static final int TEMPLATE = 64;
    private static final int ALLOW = 0;
    private static final int ANY_ALGORITHM = -1;
    private static final SaLifetime FOR_EVER = new SaLifetime(0, 0, 0, 0);

    private PolicyMessages() {}

    /** NEWPOLICY and UPDPOLICY. */
    static void writePolicy(ByteBuffer out, PolicyDescription policy) {
        selector(out, PolicySlot.of(policy));
        Structs.lifetime(out, FOR_EVER);
        Structs.zeros(out, Structs.LIFETIME_CURRENT);
        out.putInt(policy.priority());
        out.putInt(0);
        out.put((byte) direction(policy.direction())).put((byte) ALLOW);
        Structs.zeros(out, 6);
        Attributes.write(out, Xfrm.TMPL, value -> {
            template(value, policy, policy.ipsecProtocol(), policy.mode());
            if (policy.outerProtocol() != null) {
                // The kernel applies templates to an outgoing packet in their order: what stands last is outside.
                template(value, policy, policy.outerProtocol(), Mode.TRANSPORT);
            }
        });
        Structs.mark(out, policy.mark());
        Structs.interfaceId(out, policy.interfaceId());
    }

    /** DELPOLICY and GETPOLICY of one. */
    static void writeSlot(ByteBuffer out, PolicySlot slot) {
        selector(out, slot);
        out.putInt(0);
        out.put((byte) direction(slot.direction()));
        Structs.zeros(out, 3);
        Structs.mark(out, slot.mark());
        Structs.interfaceId(out, slot.interfaceId());
    }

    /** The body of NEWPOLICY, as the kernel answers GETPOLICY; empty if it is not one that we could have made. */
    static Optional<PolicyDescription> readPolicy(NetlinkMessage message) {
        ByteBuffer body = message.requireBody(INFO).body();
        Map<Integer, ByteBuffer> attributes = Attributes.read(body, INFO);
        ByteBuffer template = attributes.get(Xfrm.TMPL);
        PolicyDirection direction = direction(body.get(160));
        if (template == null
                || (template.limit() != TEMPLATE && template.limit() != 2 * TEMPLATE)
                || direction == null
                || body.get(161) != ALLOW
                || !isPlain(body)) {
            return Optional.empty();
        }
        Mode mode = SaMessages.mode(template.get(48));
        IpsecProtocol protocol = protocol(template.get(20));
        boolean bundled = template.limit() > TEMPLATE;
        if (mode == null || protocol == null || (bundled && !isOuterOf(template, protocol))) {
            return Optional.empty();
        }
        int family = body.getShort(40);
        int outer = template.getShort(24);
        return Optional.of(new PolicyDescription(
                direction,
                Structs.readPrefix(body, 16, family, Byte.toUnsignedInt(body.get(43))),
                Structs.readPrefix(body, 0, family, Byte.toUnsignedInt(body.get(42))),
                Byte.toUnsignedInt(body.get(44)),
                Structs.readU16BigEndian(body, 36),
                Structs.readU16BigEndian(body, 32),
                body.getInt(152),
                Structs.readAddress(template, 28, outer),
                Structs.readAddress(template, 0, outer),
                protocol,
                mode,
                template.getInt(44),
                Structs.readMark(attributes.get(Xfrm.MARK)),
                Structs.readInterfaceId(attributes.get(Xfrm.IF_ID)),
                bundled ? protocol(template.get(TEMPLATE + 20)) : null));
    }

    /** Whether the second template is one that we write behind a first one of {@code inner}. */
    private static boolean isOuterOf(ByteBuffer templates, IpsecProtocol inner) {
        IpsecProtocol outer = protocol(templates.get(TEMPLATE + 20));
        return outer != null
                && outer != inner
                && SaMessages.mode(templates.get(TEMPLATE + 48)) == Mode.TRANSPORT
                && templates.getInt(TEMPLATE + 44) == templates.getInt(44);
    }

    /** Ports are one or all, and no interface is named. */
    private static boolean isPlain(ByteBuffer body) {
        return isOneOrAll(body, 32) && isOneOrAll(body, 36) && body.getInt(48) == 0;
    }

    private static boolean isOneOrAll(ByteBuffer body, int at) {
        int port = Structs.readU16BigEndian(body, at);
        int mask = Structs.readU16BigEndian(body, at + 2);
        return mask == (port == 0 ? 0 : 0xffff);
    }

    private static void selector(ByteBuffer out, PolicySlot slot) {
        IpPrefix source = slot.source();
        IpPrefix destination = slot.destination();
        Structs.address(out, destination.address());
        Structs.address(out, source.address());
        port(out, slot.destinationPort());
        port(out, slot.sourcePort());
        out.putShort((short) Structs.family(source.address()));
        out.put((byte) destination.length()).put((byte) source.length()).put((byte) slot.protocol());
        Structs.zeros(out, 3 + 4 + 4);
    }

    private static void port(ByteBuffer out, int port) {
        Structs.u16BigEndian(out, port);
        Structs.u16BigEndian(out, port == 0 ? 0 : 0xffff);
    }

    private static void template(ByteBuffer out, PolicyDescription policy, IpsecProtocol protocol, Mode mode) {
        Structs.id(out, policy.tunnelDestination(), 0, protocol.ipProtocol());
        out.putShort((short) Structs.family(policy.tunnelDestination()));
        Structs.zeros(out, 2);
        Structs.address(out, policy.tunnelSource());
        out.putInt(policy.reqid());
        out.put((byte) SaMessages.mode(mode));
        Structs.zeros(out, 3);
        out.putInt(ANY_ALGORITHM).putInt(ANY_ALGORITHM).putInt(ANY_ALGORITHM);
    }

    private static int direction(PolicyDirection direction) {
        return switch (direction) {
            case IN -> 0;
            case OUT -> 1;
            case FORWARD -> 2;
        };
    }

    /** Null for policies of single sockets, which stand in the same dump. */
    private static @Nullable PolicyDirection direction(byte direction) {
        return switch (direction) {
            case 0 -> PolicyDirection.IN;
            case 1 -> PolicyDirection.OUT;
            case 2 -> PolicyDirection.FORWARD;
            default -> null;
        };
    }

    private static @Nullable IpsecProtocol protocol(byte ipProtocol) {
        for (IpsecProtocol protocol : IpsecProtocol.values()) {
            if (protocol.ipProtocol() == ipProtocol) {
                return protocol;
            }
        }
        return null;
    }
}
