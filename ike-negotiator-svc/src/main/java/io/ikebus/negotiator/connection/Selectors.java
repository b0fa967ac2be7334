package io.ikebus.negotiator.connection;

import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload.Identification;
import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;

/** Traffic selectors as Quick Mode's ID payloads (RFC 2407 4.6.2). */
public final class Selectors {
    private Selectors() {}

    /** What an ID payload of Quick Mode says. */
    public sealed interface Reading {
        record Read(Selector selector) implements Reading {}

        /** To be answered with INVALID-ID-INFORMATION. {@code detail} shows no more than types and lengths. */
        record Unusable(String detail) implements Reading {}
    }

    /** An address for a network of one, else address and mask. */
    public static Identification toPayload(Selector selector) {
        IpPrefix prefix = selector.prefix();
        IpAddress address = prefix.address();
        boolean host = prefix.length() == address.bits();
        int type = address.isV4()
                ? host ? IdType.IPV4_ADDR : IdType.IPV4_ADDR_SUBNET
                : host ? IdType.IPV6_ADDR : IdType.IPV6_ADDR_SUBNET;
        Octets data = host
                ? address.octets()
                : Octets.concat(
                        address.octets(), mask(prefix.length(), address.octets().length()));
        return Identification.of(type, selector.protocol(), selector.port(), data);
    }

    /** Addresses, subnets, and ranges that are a prefix. */
    public static Reading read(Identification id) {
        if (id.protocol() == 0 && id.port() != 0) {
            return new Reading.Unusable("a port without a protocol");
        }
        return switch (id.idType()) {
            case IdType.IPV4_ADDR -> host(id, 4);
            case IdType.IPV6_ADDR -> host(id, 16);
            case IdType.IPV4_ADDR_SUBNET -> subnet(id, 4);
            case IdType.IPV6_ADDR_SUBNET -> subnet(id, 16);
            case IdType.IPV4_ADDR_RANGE -> range(id, 4);
            case IdType.IPV6_ADDR_RANGE -> range(id, 16);
            default -> new Reading.Unusable("identification type " + id.idType() + " is no traffic selector");
        };
    }

    private static Reading host(Identification id, int octets) {
        return id.data().length() == octets ? read(id, id.data(), octets * 8) : wrongLength(id, octets);
    }

    private static Reading subnet(Identification id, int octets) {
        if (id.data().length() != 2 * octets) {
            return wrongLength(id, 2 * octets);
        }
        BigInteger mask = number(id.data().from(octets));
        int length = mask.bitCount();
        return id.data().from(octets).equals(mask(length, octets))
                ? read(id, id.data().slice(0, octets), length)
                : new Reading.Unusable("the mask is not a prefix");
    }

    private static Reading range(Identification id, int octets) {
        if (id.data().length() != 2 * octets) {
            return wrongLength(id, 2 * octets);
        }
        Octets first = id.data().slice(0, octets);
        BigInteger size = number(id.data().from(octets)).subtract(number(first)).add(BigInteger.ONE);
        boolean powerOfTwo = size.signum() > 0 && size.bitCount() == 1;
        return powerOfTwo
                ? read(id, first, octets * 8 - size.getLowestSetBit())
                : new Reading.Unusable("the range is not a prefix");
    }

    private static Reading read(Identification id, Octets address, int length) {
        IpAddress network = new IpAddress(address);
        return IpPrefix.around(network, length).address().equals(network)
                ? new Reading.Read(new Selector(new IpPrefix(network, length), id.protocol(), id.port()))
                : new Reading.Unusable("bits behind the prefix are set");
    }

    private static Reading wrongLength(Identification id, int expected) {
        return new Reading.Unusable(
                "identification type " + id.idType() + " has " + id.data().length() + " octets instead of " + expected);
    }

    private static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toByteArray());
    }

    private static Octets mask(int length, int octets) {
        byte[] mask = new byte[octets];
        for (int bit = 0; bit < length; bit++) {
            mask[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        return Octets.wrap(mask);
    }

    /** Whether all traffic of {@code inner} is traffic of {@code outer}. */
    public static boolean contains(Selector outer, Selector inner) {
        return outer.prefix().contains(inner.prefix())
                && (outer.protocol() == 0 || outer.protocol() == inner.protocol())
                && (outer.port() == 0 || outer.port() == inner.port());
    }

    /**
     * Whether as responder {@code child} takes this pair: its own selectors, or if it narrows, a pair inside them. In
     * transport mode its prefixes only say which hosts it is for.
     */
    public static boolean accepts(Connection.Child child, Selector local, Selector remote) {
        boolean inside = contains(child.local(), local) && contains(child.remote(), remote);
        return switch (child.mode()) {
            case TUNNEL ->
                child.narrow()
                        ? inside
                        : child.local().equals(local) && child.remote().equals(remote);
            case TRANSPORT ->
                inside && (child.narrow() || (sameUpper(child.local(), local) && sameUpper(child.remote(), remote)));
        };
    }

    /** Whether both have the same protocol and port. */
    public static boolean sameUpper(Selector one, Selector other) {
        return one.protocol() == other.protocol() && one.port() == other.port();
    }

    /** If the selector holds this address, the part of it that is this address. */
    public static Selector narrowed(Selector selector, IpAddress address) {
        return selector.prefix().contains(address)
                ? new Selector(IpPrefix.host(address), selector.protocol(), selector.port())
                : selector;
    }
}
