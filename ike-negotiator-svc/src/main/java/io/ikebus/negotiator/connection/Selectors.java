package io.ikebus.negotiator.connection;

import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload.Identification;
import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;

/** Traffic selectors as Quick Mode's ID payloads (RFC 2407 4.6.2). */
public final class Selectors {
    /** Linux has policies between prefixes only: a range is as many of them as it has prefixes. */
    public static final int MOST_PREFIX_PAIRS = 32;

    private Selectors() {}

    /** What an ID payload of Quick Mode says. */
    public sealed interface Reading {
        record Read(Selector selector) implements Reading {}

        /** To be answered with INVALID-ID-INFORMATION. {@code detail} shows no more than types and lengths. */
        record Unusable(String detail) implements Reading {}
    }

    /** The simplest type that says it: an address, a subnet, a range. */
    public static Identification toPayload(Selector selector) {
        AddressRange range = selector.addresses();
        Octets first = range.first().octets();
        if (range.isHost()) {
            return payload(selector, IdType.IPV4_ADDR, IdType.IPV6_ADDR, first);
        }
        return range.asPrefix()
                .map(prefix -> payload(
                        selector,
                        IdType.IPV4_ADDR_SUBNET,
                        IdType.IPV6_ADDR_SUBNET,
                        Octets.concat(first, mask(prefix.length(), first.length()))))
                .orElseGet(() -> payload(
                        selector,
                        IdType.IPV4_ADDR_RANGE,
                        IdType.IPV6_ADDR_RANGE,
                        Octets.concat(first, range.last().octets())));
    }

    private static Identification payload(Selector selector, int typeOfV4, int typeOfV6, Octets data) {
        int type = selector.addresses().isV4() ? typeOfV4 : typeOfV6;
        return Identification.of(type, selector.protocol(), selector.port(), data);
    }

    /** Addresses, subnets and ranges. */
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
        return id.data().length() == octets
                ? read(id, AddressRange.host(new IpAddress(id.data())))
                : wrongLength(id, octets);
    }

    private static Reading subnet(Identification id, int octets) {
        if (id.data().length() != 2 * octets) {
            return wrongLength(id, 2 * octets);
        }
        int length = number(id.data().from(octets)).bitCount();
        if (!id.data().from(octets).equals(mask(length, octets))) {
            return new Reading.Unusable("the mask is not a prefix");
        }
        IpAddress network = new IpAddress(id.data().slice(0, octets));
        IpPrefix prefix = IpPrefix.around(network, length);
        return prefix.address().equals(network)
                ? read(id, AddressRange.of(prefix))
                : new Reading.Unusable("bits behind the prefix are set");
    }

    private static Reading range(Identification id, int octets) {
        if (id.data().length() != 2 * octets) {
            return wrongLength(id, 2 * octets);
        }
        Octets first = id.data().slice(0, octets);
        Octets last = id.data().from(octets);
        return number(first).compareTo(number(last)) <= 0
                ? read(id, new AddressRange(new IpAddress(first), new IpAddress(last)))
                : new Reading.Unusable("the range goes backwards");
    }

    private static Reading read(Identification id, AddressRange addresses) {
        return new Reading.Read(new Selector(addresses, id.protocol(), id.port()));
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
        return outer.addresses().contains(inner.addresses())
                && (outer.protocol() == 0 || outer.protocol() == inner.protocol())
                && (outer.port() == 0 || outer.port() == inner.port());
    }

    /**
     * Whether as responder {@code child} takes this pair: its own selectors, or if it narrows, a pair inside them. In
     * transport mode its addresses only say which hosts it is for.
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

    /** How many policies of one direction there are between these. */
    public static int prefixPairs(Selector one, Selector other) {
        return one.addresses().prefixes().size() * other.addresses().prefixes().size();
    }

    /** If the selector holds this address, the part of it that is this address. */
    public static Selector narrowed(Selector selector, IpAddress address) {
        return selector.addresses().contains(address)
                ? new Selector(AddressRange.host(address), selector.protocol(), selector.port())
                : selector;
    }
}
