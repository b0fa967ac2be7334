package io.ikebus.agent.netlink;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.octets.Octets;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The small structures that XFRM's messages are made of. Ports and SPIs are big-endian, all else is native. */
final class Structs {
    /** {@code xfrm_address_t}. */
    static final int ADDRESS = 16;
    /** {@code struct xfrm_id}: destination, SPI, protocol. */
    static final int ID = 24;
    /** {@code struct xfrm_lifetime_cfg}. */
    static final int LIFETIME = 64;
    /** {@code struct xfrm_lifetime_cur}: bytes, packets, time added, time used. */
    static final int LIFETIME_CURRENT = 32;

    /** {@code XFRM_INF}: a limit in bytes or packets that is none. A limit in seconds that is none is 0. */
    private static final long UNLIMITED = -1;

    private Structs() {}

    static void zeros(ByteBuffer out, int count) {
        for (int i = 0; i < count; i++) {
            out.put((byte) 0);
        }
    }

    static void u16BigEndian(ByteBuffer out, int value) {
        out.put((byte) (value >>> 8)).put((byte) value);
    }

    static int readU16BigEndian(ByteBuffer in, int at) {
        return (in.get(at) & 0xff) << 8 | (in.get(at + 1) & 0xff);
    }

    static void spi(ByteBuffer out, long spi) {
        u16BigEndian(out, (int) (spi >>> 16));
        u16BigEndian(out, (int) spi);
    }

    static long readSpi(ByteBuffer in, int at) {
        return (long) readU16BigEndian(in, at) << 16 | readU16BigEndian(in, at + 2);
    }

    static void address(ByteBuffer out, IpAddress address) {
        out.put(address.octets().asByteBuffer());
        zeros(out, ADDRESS - address.octets().length());
    }

    static IpAddress readAddress(ByteBuffer in, int at, int family) {
        byte[] octets = new byte[family == Xfrm.AF_INET6 ? 16 : 4];
        in.get(at, octets);
        return new IpAddress(Octets.wrap(octets));
    }

    /** @throws MalformedMessage if the bits behind the length are set, which the kernel never shows */
    static IpPrefix readPrefix(ByteBuffer in, int at, int family, int length) {
        IpAddress address = readAddress(in, at, family);
        if (length > address.bits()) {
            throw new MalformedMessage("a prefix length of " + length);
        }
        return IpPrefix.around(address, length);
    }

    static int family(IpAddress address) {
        return address.isV4() ? Xfrm.AF_INET : Xfrm.AF_INET6;
    }

    static void id(ByteBuffer out, IpAddress destination, long spi, int protocol) {
        address(out, destination);
        spi(out, spi);
        out.put((byte) protocol);
        zeros(out, 3);
    }

    /** Bytes soft and hard, packets soft and hard, seconds since addition soft and hard, seconds since first use. */
    static void lifetime(ByteBuffer out, SaLifetime lifetime) {
        out.putLong(limit(lifetime.softBytes())).putLong(limit(lifetime.hardBytes()));
        out.putLong(UNLIMITED).putLong(UNLIMITED);
        out.putLong(lifetime.softSeconds()).putLong(lifetime.hardSeconds());
        out.putLong(0).putLong(0);
    }

    static SaLifetime readLifetime(ByteBuffer in, int at) {
        return new SaLifetime(
                Math.max(0, in.getLong(at + 32)),
                Math.max(0, in.getLong(at + 40)),
                Math.max(0, in.getLong(at)),
                Math.max(0, in.getLong(at + 8)));
    }

    static void mark(ByteBuffer out, @Nullable Mark mark) {
        if (mark != null) {
            Attributes.write(out, Xfrm.MARK, value -> value.putInt(mark.value()).putInt(mark.mask()));
        }
    }

    static void interfaceId(ByteBuffer out, @Nullable Integer interfaceId) {
        if (interfaceId != null) {
            Attributes.write(out, Xfrm.IF_ID, value -> value.putInt(interfaceId));
        }
    }

    static @Nullable Mark readMark(@Nullable ByteBuffer value) {
        if (value == null) {
            return null;
        }
        Attributes.require(value, 8);
        return new Mark(value.getInt(0), value.getInt(4));
    }

    static @Nullable Integer readInterfaceId(@Nullable ByteBuffer value) {
        return value == null ? null : (Integer) Attributes.require(value, 4).getInt(0);
    }

    private static long limit(long bytes) {
        return bytes == 0 ? UNLIMITED : bytes;
    }
}
