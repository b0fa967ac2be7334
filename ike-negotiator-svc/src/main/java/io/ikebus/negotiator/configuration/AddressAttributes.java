package io.ikebus.negotiator.configuration;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of Mode Config (draft-dukes-ike-mode-cfg 3.4) and of Cisco Unity that a message holds. A value of another
 * length than the type has is none.
 */
public record AddressAttributes(List<Attribute> attributes) {
    private static final int ADDRESS = 1;
    private static final int NETMASK = 2;
    private static final int DNS = 3;
    private static final int APPLICATION_VERSION = 7;
    private static final int SUPPORTED = 14;
    private static final int BANNER = 28_672;
    private static final int DOMAIN = 28_674;
    private static final int SPLIT_INCLUDE = 28_676;
    private static final int LOCAL_LAN = 28_678;

    private static final List<Integer> ANSWERED =
            List.of(ADDRESS, NETMASK, DNS, APPLICATION_VERSION, SUPPORTED, BANNER, DOMAIN, SPLIT_INCLUDE);
    private static final Octets HOST_MASK = Octets.fromHex("ffffffff");
    /** Address and mask, and protocol and ports in 6 octets that nobody uses. */
    private static final int SPLIT_OCTETS = 14;

    private static final int MOST_SHOWN = 32;

    public AddressAttributes {
        attributes = List.copyOf(attributes);
    }

    /** What a server gives besides the address. */
    public record Gifts(
            List<IpAddress> dns,
            List<IpPrefix> splitInclude,
            @Nullable String domain,
            @Nullable String banner) {
        public Gifts {
            dns = List.copyOf(dns);
            splitInclude = List.copyOf(splitInclude);
        }
    }

    /** Whether an address is asked for. */
    public boolean wantsAddress() {
        return has(ADDRESS);
    }

    /** The IPv4 address that is given; 0.0.0.0 is none. */
    public Optional<IpAddress> address() {
        return values(ADDRESS, 4)
                .filter(value -> value.u32(0) != 0)
                .map(IpAddress::new)
                .findFirst();
    }

    public List<IpAddress> dns() {
        return values(DNS, 4).map(IpAddress::new).limit(MOST_SHOWN).toList();
    }

    /** Networks that are to be reached through the tunnel; one after the other in a value, or each in its own. */
    public List<IpPrefix> splitInclude() {
        List<IpPrefix> networks = new ArrayList<>();
        for (Attribute one : attributes) {
            if (one.type() == SPLIT_INCLUDE && one.value().length() % SPLIT_OCTETS == 0) {
                for (int at = 0; at < one.value().length() && networks.size() < MOST_SHOWN; at += SPLIT_OCTETS) {
                    network(one.value().slice(at, at + SPLIT_OCTETS)).ifPresent(networks::add);
                }
            }
        }
        return networks;
    }

    private static Optional<IpPrefix> network(Octets value) {
        int mask = (int) value.u32(4);
        int length = Integer.bitCount(mask);
        return length < 32 && mask << length != 0
                ? Optional.empty()
                : Optional.of(IpPrefix.around(new IpAddress(value.slice(0, 4)), length));
    }

    private Stream<Octets> values(int type, int octets) {
        return attributes.stream()
                .filter(one -> one.type() == type && one.value().length() == octets)
                .map(Attribute::value);
    }

    private boolean has(int type) {
        return attributes.stream().anyMatch(one -> one.type() == type);
    }

    /** What a client asks for. */
    public static List<Attribute> request(boolean unity) {
        List<Attribute> wanted = new ArrayList<>();
        for (int type : List.of(ADDRESS, NETMASK, DNS)) {
            wanted.add(Attribute.of(type, Octets.EMPTY));
        }
        if (unity) {
            for (int type : List.of(BANNER, DOMAIN, SPLIT_INCLUDE, LOCAL_LAN)) {
                wanted.add(Attribute.of(type, Octets.EMPTY));
            }
        }
        return wanted;
    }

    /** What answers this request; without an address if none was asked for, or there is none. */
    public List<Attribute> reply(Optional<IpAddress> address, Gifts gifts, boolean unity) {
        List<Attribute> given = new ArrayList<>();
        address.ifPresent(one -> given.add(Attribute.of(ADDRESS, one.octets())));
        if (has(NETMASK) && address.isPresent()) {
            given.add(Attribute.of(NETMASK, HOST_MASK));
        }
        if (has(APPLICATION_VERSION)) {
            given.add(Attribute.of(APPLICATION_VERSION, text("ikebus")));
        }
        if (has(SUPPORTED)) {
            given.add(Attribute.of(
                    SUPPORTED,
                    Octets.concat(ANSWERED.stream()
                            .map(type -> Octets.ofNumber(type, 2))
                            .toArray(Octets[]::new))));
        }
        given.addAll(gifts(gifts, unity || has(SPLIT_INCLUDE)));
        return given;
    }

    /** What a server tells without having been asked. */
    public static List<Attribute> set(IpAddress address, Gifts gifts, boolean unity) {
        List<Attribute> given =
                new ArrayList<>(List.of(Attribute.of(ADDRESS, address.octets()), Attribute.of(NETMASK, HOST_MASK)));
        given.addAll(gifts(gifts, unity));
        return given;
    }

    private static List<Attribute> gifts(Gifts gifts, boolean unity) {
        List<Attribute> given = new ArrayList<>();
        gifts.dns().forEach(one -> given.add(Attribute.of(DNS, one.octets())));
        if (!unity) {
            return given;
        }
        gifts.splitInclude().forEach(one -> given.add(Attribute.of(SPLIT_INCLUDE, split(one))));
        String domain = gifts.domain();
        if (domain != null) {
            given.add(Attribute.of(DOMAIN, text(domain)));
        }
        String banner = gifts.banner();
        if (banner != null) {
            given.add(Attribute.of(BANNER, text(banner)));
        }
        return given;
    }

    private static Octets split(IpPrefix network) {
        long mask = network.length() == 0 ? 0 : 0xffff_ffffL << 32 - network.length() & 0xffff_ffffL;
        return Octets.concat(
                network.address().octets(), Octets.ofNumber(mask, 4), Octets.wrap(new byte[SPLIT_OCTETS - 8]));
    }

    /** Draft 3.2: an ACK names what has been taken, without values. */
    public List<Attribute> acknowledgement() {
        return attributes.stream()
                .map(one -> Attribute.of(one.type(), Octets.EMPTY))
                .distinct()
                .toList();
    }

    private static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
