package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.negotiator.connection.Selectors;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import java.util.ArrayList;
import java.util.List;

/**
 * Which traffic a child SA is about, as we see it. In a tunnel the identities of Quick Mode say it. In transport mode it is
 * that of the two hosts of the path, and identities only name their protocols and ports: where a translator stands between
 * them, each end knows the other by an address that the other has never had.
 */
record Traffic(Selector local, Selector remote) {

    /** What identities say. */
    sealed interface Reading {
        record Of(Traffic traffic) implements Reading {}

        record None(String detail) implements Reading {}
    }

    /**
     * As initiator.
     *
     * @param local as the child has it, or as it was until now: a peer may have narrowed it
     */
    static Traffic wanted(IsakmpSa sa, Connection.Child config, Selector local, Selector remote) {
        return switch (config.mode()) {
            case TUNNEL -> new Traffic(local, remote);
            case TRANSPORT -> new Traffic(of(here(sa), local), of(there(sa), remote));
        };
    }

    static Traffic of(ChildSa child) {
        return new Traffic(child.local(), child.remote());
    }

    /**
     * Whether a packet for one is a packet for the other, in child SAs of one peer. Transport mode follows the hosts, whose
     * addresses may have become others.
     */
    boolean isSameAs(Traffic other, Mode mode, Mode others) {
        return mode == others
                && (mode == Mode.TUNNEL
                        ? equals(other)
                        : Selectors.sameUpper(local, other.local) && Selectors.sameUpper(remote, other.remote));
    }

    /** Whether as responder {@code child} takes it. */
    boolean isOf(Connection.Child child) {
        return Selectors.accepts(child, local, remote);
    }

    /** Identities of this traffic, the initiator's first, and we are the initiator. */
    List<Payload> identities() {
        return List.of(Selectors.toPayload(local), Selectors.toPayload(remote));
    }

    /**
     * RFC 3947 5.2: "in case of transport mode, both ends MUST send the original Initiator and Responder addresses to the
     * other end", if there is a translator; in a tunnel nobody needs them.
     */
    static List<Payload> originalAddresses(IsakmpSa sa, Mode mode, boolean weInitiate) {
        if (mode == Mode.TUNNEL || !sa.association().nat().isPresent()) {
            return List.of();
        }
        int type = sa.features().natTraversal().originalAddressType();
        Payload own = Payload.NatOriginalAddress.of(type, here(sa).octets());
        Payload peers = Payload.NatOriginalAddress.of(type, there(sa).octets());
        return weInitiate ? List.of(own, peers) : List.of(peers, own);
    }

    /**
     * What the identities of a message say for a child of this mode. RFC 2409 5.5: without identities those "are assumed to
     * be the IP addresses of the ISAKMP peers".
     */
    static Reading read(IsakmpSa sa, PayloadChain chain, Mode mode, boolean weInitiate) {
        List<Payload.Identification> ids = chain.all(Payload.Identification.class);
        if (ids.isEmpty()) {
            return new Reading.Of(new Traffic(host(here(sa), 0, 0), host(there(sa), 0, 0)));
        }
        if (ids.size() != 2) {
            return new Reading.None(ids.size() + " identities, there must be two or none");
        }
        Payload.Identification own = weInitiate ? ids.getFirst() : ids.getLast();
        Payload.Identification peers = weInitiate ? ids.getLast() : ids.getFirst();
        return switch (mode) {
            case TUNNEL -> both(Selectors.read(own), Selectors.read(peers));
            case TRANSPORT -> {
                boolean translated = sa.association().nat().isPresent();
                List<IpAddress> known = originals(sa, chain);
                yield both(readHost(own, here(sa), translated, known), readHost(peers, there(sa), translated, known));
            }
        };
    }

    private static Reading both(Selectors.Reading own, Selectors.Reading peers) {
        if (own instanceof Selectors.Reading.Unusable(String detail)) {
            return new Reading.None(detail);
        }
        if (peers instanceof Selectors.Reading.Unusable(String detail)) {
            return new Reading.None(detail);
        }
        if (own instanceof Selectors.Reading.Read(Selector local)
                && peers instanceof Selectors.Reading.Read(Selector remote)
                && local.addresses().isSameFamily(remote.addresses())) {
            int pairs = Selectors.prefixPairs(local, remote);
            return pairs <= Selectors.MOST_PREFIX_PAIRS
                    ? new Reading.Of(new Traffic(local, remote))
                    : new Reading.None(pairs + " pairs of prefixes, and " + Selectors.MOST_PREFIX_PAIRS
                            + " policies of one direction are the most that a child brings");
        }
        return new Reading.None("one selector is IPv4 and one IPv6");
    }

    /**
     * An identity of transport mode is the host's address; or, behind a translator, the one that the host has for itself; or
     * a name, as some Windows clients have it, which says nothing that phase 1 has not proved.
     *
     * @param originals addresses that the peer's NAT-OA payloads name; if there are any, an identity is one of them
     */
    private static Selectors.Reading readHost(
            Payload.Identification id, IpAddress host, boolean translated, List<IpAddress> originals) {
        if (id.protocol() == 0 && id.port() != 0) {
            return new Selectors.Reading.Unusable("a port without a protocol");
        }
        if (id.idType() == IdType.FQDN || id.idType() == IdType.USER_FQDN) {
            return new Selectors.Reading.Read(host(host, id.protocol(), id.port()));
        }
        return switch (Selectors.read(id)) {
            case Selectors.Reading.Unusable unusable -> unusable;
            case Selectors.Reading.Read(Selector named) -> {
                IpAddress address = named.addresses().first();
                boolean one = named.addresses().isHost();
                boolean original = translated && (originals.isEmpty() || originals.contains(address));
                yield one && (address.equals(host) || original)
                        ? new Selectors.Reading.Read(of(host, named))
                        : new Selectors.Reading.Unusable("in transport mode an identity is the host itself, and "
                                + named.addresses() + " is not " + host);
            }
        };
    }

    /** RFC 3947 5.2: the initiator's first; drafts know those that send their own alone. */
    private static List<IpAddress> originals(IsakmpSa sa, PayloadChain chain) {
        int type = sa.features().natTraversal().originalAddressType();
        List<IpAddress> found = new ArrayList<>();
        for (Payload.NatOriginalAddress payload : chain.all(Payload.NatOriginalAddress.class)) {
            if (payload.type() == type) {
                found.add(new IpAddress(payload.address()));
            }
        }
        return List.copyOf(found);
    }

    private static Selector of(IpAddress host, Selector upper) {
        return host(host, upper.protocol(), upper.port());
    }

    private static Selector host(IpAddress host, int protocol, int port) {
        return new Selector(AddressRange.host(host), protocol, port);
    }

    private static IpAddress here(IsakmpSa sa) {
        return sa.association().local().address();
    }

    private static IpAddress there(IsakmpSa sa) {
        return sa.association().remote().address();
    }

    /** The peer's side and ours, with protocol and port where they are named. */
    @Override
    public String toString() {
        return remote + " to " + local;
    }
}
