package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.octets.Secret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of NEWSA, UPDSA, DELSA, GETSA and EXPIRE.
 *
 * <pre>
 * struct xfrm_usersa_info
 *   0 selector (56)          56 id: destination (16), SPI (4), protocol (1), pad (3)    80 source (16)
 *  96 limits (64)           160 used so far: bytes, packets, added, used (32)
 * 192 outside window (4)    196 replayed (4)   200 integrity failures (4)   204 sequence (4)
 * 208 reqid (4)   212 family (2)   214 mode (1)   215 replay window (1)   216 flags (1), pad (7)
 * </pre>
 */
final class SaMessages {
    static final int INFO = 224;
    static final int USERSA_ID = 24;
    /** {@code struct xfrm_user_expire}: an SA, then whether the limit was a hard one. */
    static final int USER_EXPIRE = 232;

    private static final int SELECTOR = 56;
    private static final int SELECTOR_FAMILY = 40;
    private static final int ESN_STATE = 24;
    /** What fits {@code xfrm_usersa_info}; wider windows need the attribute. */
    private static final int NARROW_WINDOW = 32;

    private SaMessages() {}

    /** NEWSA and UPDSA. */
    static void writeSa(ByteBuffer out, SaRef ref, SaDescription sa, Secret keymat) {
        int window = window(sa);
        boolean wide = sa.extendedSequenceNumbers() || window > NARROW_WINDOW;
        int start = out.position();
        Structs.zeros(out, SELECTOR);
        Structs.id(out, ref.destination(), ref.spi(), ref.protocol());
        Structs.address(out, sa.source());
        Structs.lifetime(out, sa.lifetime());
        Structs.zeros(out, Structs.LIFETIME_CURRENT + 12 + 4);
        out.putInt(sa.reqid());
        out.putShort((short) Structs.family(ref.destination()));
        out.put((byte) mode(sa.mode()));
        out.put((byte) (wide ? 0 : window));
        out.put((byte) flags(ref, sa));
        Structs.zeros(out, 7);
        if (sa.mode() == Mode.TRANSPORT) {
            out.putShort(start + SELECTOR_FAMILY, (short) Structs.family(ref.destination()));
        }
        Algorithms.write(out, sa.transform(), keymat);
        if (wide) {
            writeReplayState(out, window);
        }
        if (sa.encapsulation() != null) {
            writeEncapsulation(out, sa.encapsulation());
        }
        Structs.mark(out, sa.mark());
        Structs.interfaceId(out, sa.interfaceId());
    }

    /** DELSA and GETSA of one. */
    static void writeId(ByteBuffer out, SaRef ref, @Nullable Mark mark) {
        Structs.address(out, ref.destination());
        Structs.spi(out, ref.spi());
        out.putShort((short) Structs.family(ref.destination()));
        out.put((byte) ref.protocol());
        Structs.zeros(out, 1);
        Structs.mark(out, mark);
    }

    /** The body of NEWSA, as the kernel answers GETSA. */
    static KernelSa readSa(NetlinkMessage message) {
        ByteBuffer body = message.requireBody(INFO).body();
        Map<Integer, ByteBuffer> attributes = Attributes.read(body, INFO);
        Optional<Algorithms.Keyed> keyed = Algorithms.read(attributes);
        ByteBuffer replay = attributes.get(Xfrm.REPLAY_ESN_VAL);
        return new KernelSa(
                readRef(body),
                Structs.readAddress(body, 80, family(body)),
                mode(body.get(214)),
                body.getInt(208),
                keyed.map(Algorithms.Keyed::transform).orElse(null),
                keyed.map(Algorithms.Keyed::keymat).orElse(null),
                replay == null
                        ? Byte.toUnsignedInt(body.get(215))
                        : Attributes.require(replay, ESN_STATE).getInt(20),
                (body.get(216) & Xfrm.STATE_ESN) != 0,
                readEncapsulation(attributes.get(Xfrm.ENCAP)),
                Structs.readLifetime(body, 96),
                Structs.readMark(attributes.get(Xfrm.MARK)),
                Structs.readInterfaceId(attributes.get(Xfrm.IF_ID)),
                readUsage(body));
    }

    static KernelEvent.Expired readExpire(NetlinkMessage message) {
        ByteBuffer body = message.requireBody(USER_EXPIRE).body();
        return new KernelEvent.Expired(readRef(body), body.get(INFO) != 0);
    }

    private static KernelSa.Usage readUsage(ByteBuffer body) {
        long used = body.getLong(184);
        return new KernelSa.Usage(
                body.getLong(160),
                body.getLong(168),
                time(body.getLong(176)),
                used == 0 ? null : time(used),
                Integer.toUnsignedLong(body.getInt(196)),
                Integer.toUnsignedLong(body.getInt(192)),
                Integer.toUnsignedLong(body.getInt(200)));
    }

    private static Instant time(long seconds) {
        return Instant.ofEpochSecond(Math.clamp(seconds, 0, Instant.MAX.getEpochSecond()));
    }

    private static SaRef readRef(ByteBuffer body) {
        return new SaRef(
                Structs.readAddress(body, 56, family(body)),
                Byte.toUnsignedInt(body.get(76)),
                Structs.readSpi(body, 72));
    }

    private static int family(ByteBuffer body) {
        return body.getShort(212);
    }

    /**
     * An outbound SA checks no sequence numbers; but with extended ones the kernel (until 6.10) insists on a window in
     * either direction.
     */
    private static int window(SaDescription sa) {
        int wanted = sa.direction() == Direction.INBOUND ? sa.replayWindow() : 0;
        return sa.extendedSequenceNumbers() ? Math.max(wanted, NARROW_WINDOW) : wanted;
    }

    /**
     * A tunnel carries both address families, whichever its own is: its selector stays empty. RFC 4302 3.3.3.2.1: AH is
     * "a multiple of 32 bits (IPv4) or 64 bits (IPv6)"; the kernel takes 64 for both unless it is told.
     */
    private static int flags(SaRef ref, SaDescription sa) {
        boolean narrowAh = ref.protocol() == IpsecProtocol.AH.ipProtocol()
                && ref.destination().isV4();
        return (sa.mode() == Mode.TUNNEL ? Xfrm.STATE_AF_UNSPEC : 0)
                | (narrowAh ? Xfrm.STATE_ALIGN4 : 0)
                | (sa.extendedSequenceNumbers() ? Xfrm.STATE_ESN : 0);
    }

    /** {@code struct xfrm_replay_state_esn}: bitmap words, 4 sequence numbers, window, bitmap. */
    private static void writeReplayState(ByteBuffer out, int window) {
        int words = (window + 31) / 32;
        Attributes.write(out, Xfrm.REPLAY_ESN_VAL, value -> {
            value.putInt(words);
            Structs.zeros(value, 16);
            value.putInt(window);
            Structs.zeros(value, 4 * words);
        });
    }

    /** {@code struct xfrm_encap_tmpl}: type, source port, destination port, pad, original address. */
    private static void writeEncapsulation(ByteBuffer out, UdpEncapsulation encapsulation) {
        Attributes.write(out, Xfrm.ENCAP, value -> {
            value.putShort((short) Xfrm.UDP_ENCAP_ESPINUDP);
            Structs.u16BigEndian(value, encapsulation.sourcePort());
            Structs.u16BigEndian(value, encapsulation.destinationPort());
            Structs.zeros(value, 2 + Structs.ADDRESS);
        });
    }

    private static @Nullable UdpEncapsulation readEncapsulation(@Nullable ByteBuffer value) {
        if (value == null || Attributes.require(value, 6).getShort(0) != Xfrm.UDP_ENCAP_ESPINUDP) {
            return null;
        }
        int source = Structs.readU16BigEndian(value, 2);
        int destination = Structs.readU16BigEndian(value, 4);
        return source == 0 || destination == 0 ? null : new UdpEncapsulation(source, destination);
    }

    static int mode(Mode mode) {
        return switch (mode) {
            case TRANSPORT -> 0;
            case TUNNEL -> 1;
        };
    }

    static @Nullable Mode mode(byte mode) {
        return mode == 0 ? Mode.TRANSPORT : mode == 1 ? Mode.TUNNEL : null;
    }
}
