package io.ikebus.negotiator.connection;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.auth.EncryptionPayloads;
import io.ikebus.negotiator.auth.EncryptionSkeyid;
import io.ikebus.negotiator.proposal.ExtendedSequenceNumbers;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be negotiated between a gateway and its peers. The JSON form of this record is the API's and the topic's.
 *
 * @param name 1 to 63 of a-z, A-Z, 0-9, dot, underscore, hyphen
 * @param gateway whose connection it is
 * @param local address and identity of the gateway's end
 * @param peer who the other end may be
 * @param ike phase 1
 * @param children what Quick Mode may agree on; at least one
 * @param start whether and when the gateway initiates
 * @param policy which algorithms proposals may hold, and which there are where none are listed
 * @param remoteAccess what comes between phase 1 and Quick Mode; null for nothing
 */
public record Connection(
        int v,
        String name,
        GatewayId gateway,
        Local local,
        Peer peer,
        Ike ike,
        List<Child> children,
        Start start,
        Policy policy,
        @Nullable RemoteAccess remoteAccess) {
    public static final int VERSION = 1;

    public Connection {
        children = listOf(children);
        policy = or(policy, Policy.DEFAULT);
    }

    /** With the default policy, and nothing between phase 1 and Quick Mode. */
    public Connection(
            int v, String name, GatewayId gateway, Local local, Peer peer, Ike ike, List<Child> children, Start start) {
        this(v, name, gateway, local, peer, ike, children, start, Policy.DEFAULT, null);
    }

    public enum Start {
        /** Only when told to, or as responder. */
        NONE
    }

    /**
     * @param address the gateway's own address; must be one its transport listens on
     * @param port usually 500
     * @param identity as in {@link Peer#identity}, without a pattern
     */
    public record Local(IpAddress address, int port, String identity) {}

    /**
     * @param addresses from where the peer may come: hosts and prefixes; {@code 0.0.0.0/0} and {@code ::/0} are any. To
     *     initiate there must be exactly one host
     * @param port where the peer listens when we initiate, usually 500
     * @param identity an address, an FQDN, user@fqdn, or a pattern with {@code *} as the leftmost label or the whole
     *     ({@code *.example}, {@code *@example.com}, {@code *})
     */
    public record Peer(List<IpPrefix> addresses, int port, String identity) {
        public Peer {
            addresses = listOf(addresses);
        }
    }

    /**
     * @param proposals in order of preference, e.g. {@code aes256-sha2_256-modp2048}; empty takes the policy's
     * @param lifetimeSeconds of the ISAKMP SA, 120 to 604800
     * @param authentication how both ends prove who they are
     * @param exchange how phase 1 is done, as initiator; as responder nothing else is taken either
     * @param natTraversal whether translators on the way are looked for
     * @param deadPeerDetection whether and how the peer is asked if it is still there; it is always answered
     * @param encryptionSkeyid with public key encryption: how SKEYID is made of the nonces
     * @param encryptionPayloads with public key encryption in its revised mode: the form of what the nonce's key hides
     */
    public record Ike(
            List<String> proposals,
            int lifetimeSeconds,
            AuthenticationMethod authentication,
            Exchange exchange,
            NatTraversalUse natTraversal,
            @Nullable DeadPeerDetection deadPeerDetection,
            EncryptionSkeyid encryptionSkeyid,
            EncryptionPayloads encryptionPayloads) {
        public Ike {
            proposals = listOf(proposals);
            authentication = or(authentication, AuthenticationMethod.PRE_SHARED_KEY);
            exchange = or(exchange, Exchange.MAIN);
            natTraversal = or(natTraversal, NatTraversalUse.AUTO);
            encryptionSkeyid = or(encryptionSkeyid, EncryptionSkeyid.RFC2409);
            encryptionPayloads = or(encryptionPayloads, EncryptionPayloads.RFC2409);
        }

        /** Whatever public key encryption needs is as RFC 2409 says. */
        public Ike(
                List<String> proposals,
                int lifetimeSeconds,
                AuthenticationMethod authentication,
                Exchange exchange,
                NatTraversalUse natTraversal,
                @Nullable DeadPeerDetection deadPeerDetection) {
            this(
                    proposals,
                    lifetimeSeconds,
                    authentication,
                    exchange,
                    natTraversal,
                    deadPeerDetection,
                    EncryptionSkeyid.RFC2409,
                    EncryptionPayloads.RFC2409);
        }

        /** Main Mode with a pre-shared key. */
        public Ike(List<String> proposals, int lifetimeSeconds) {
            this(
                    proposals,
                    lifetimeSeconds,
                    AuthenticationMethod.PRE_SHARED_KEY,
                    Exchange.MAIN,
                    NatTraversalUse.AUTO,
                    null);
        }
    }

    public enum Exchange {
        MAIN,
        /** Half the messages, and identities in clear. With a pre-shared key it hands out a hash to guess the key from. */
        AGGRESSIVE
    }

    public enum NatTraversalUse {
        /** If both ends can and there is a translator. */
        AUTO,
        /** Also where there is none: packets travel inside UDP. */
        FORCE,
        OFF
    }

    /**
     * RFC 3706.
     *
     * @param intervalSeconds silence after which the peer is asked, and asked again; 2 to 3600
     * @param timeoutSeconds silence after which it is dead; more than the interval, up to 86400
     */
    public record DeadPeerDetection(int intervalSeconds, int timeoutSeconds, WhenDead action) {
        public DeadPeerDetection {
            action = or(action, WhenDead.CLEAR);
        }
    }

    public enum WhenDead {
        /** Its SAs go, and what they protected goes in clear, unless something else forbids it. */
        CLEAR,
        /** Its SAs go and their policies stay: nothing goes in clear until there is a new tunnel, or an operator ends it. */
        HOLD,
        /** Its SAs go, and the connection is initiated anew. */
        RESTART
    }

    /**
     * @param name unique within the connection
     * @param proposals in order of preference, e.g. {@code aes128gcm16-modp2048} (with PFS) or {@code
     *     aes256-sha2_256} or {@code ah-sha2_256}, or {@code aes128gcm16+ah-sha2_256} (ESP inside AH); empty takes the
     *     policy's
     * @param local traffic selector of our side
     * @param remote traffic selector of the peer's side
     * @param narrow whether, as responder, a proposal inside these selectors is taken as the peer proposed it; else it
     *     must be equal
     * @param lifetimeSeconds 120 to 604800
     * @param lifetimeBytes 0 for none
     * @param replayWindow packets
     * @param mark XFRM mark for SAs and policies, if any
     * @param interfaceId XFRM interface id, if any
     * @param mode in transport mode the traffic is that of the two hosts between which the packets travel, and the
     *     addresses of the selectors say which hosts these may be
     * @param extendedSequenceNumbers RFC 4304
     */
    public record Child(
            String name,
            List<String> proposals,
            Selector local,
            Selector remote,
            boolean narrow,
            int lifetimeSeconds,
            long lifetimeBytes,
            int replayWindow,
            @Nullable Mark mark,
            @Nullable Integer interfaceId,
            Mode mode,
            ExtendedSequenceNumbers extendedSequenceNumbers) {
        public Child {
            proposals = listOf(proposals);
            mode = or(mode, Mode.TUNNEL);
            extendedSequenceNumbers = or(extendedSequenceNumbers, ExtendedSequenceNumbers.ACCEPT);
        }

        /** A tunnel. */
        public Child(
                String name,
                List<String> proposals,
                Selector local,
                Selector remote,
                boolean narrow,
                int lifetimeSeconds,
                long lifetimeBytes,
                int replayWindow,
                @Nullable Mark mark,
                @Nullable Integer interfaceId) {
            this(
                    name,
                    proposals,
                    local,
                    remote,
                    narrow,
                    lifetimeSeconds,
                    lifetimeBytes,
                    replayWindow,
                    mark,
                    interfaceId,
                    Mode.TUNNEL,
                    ExtendedSequenceNumbers.ACCEPT);
        }

        /** The same between other selectors. */
        public Child between(Selector here, Selector there) {
            return new Child(
                    name,
                    proposals,
                    here,
                    there,
                    narrow,
                    lifetimeSeconds,
                    lifetimeBytes,
                    replayWindow,
                    mark,
                    interfaceId,
                    mode,
                    extendedSequenceNumbers);
        }
    }

    /** @param protocol 0 for any; {@code port} 0 for any */
    public record Selector(AddressRange addresses, int protocol, int port) {

        /** With protocol and port where they are named: {@code 10.1.0.0/16[6/22]}. */
        @Override
        public String toString() {
            return protocol == 0 ? addresses.toString() : addresses + "[" + protocol + "/" + port + "]";
        }
    }

    /**
     * Transaction exchanges between phase 1 and Quick Mode.
     *
     * @param user whether and by whom a user name and a password are asked for
     * @param addresses whether and by whom an address within the network is given
     */
    public record RemoteAccess(
            @Nullable User user, @Nullable Addresses addresses) {}

    /** Which part of a service the gateway has. */
    public enum Side {
        SERVER,
        CLIENT
    }

    /**
     * XAUTH (draft-beaulieu-ike-xauth).
     *
     * @param side the server asks
     * @param name who we are, as client
     * @param hybrid whether the client proves nothing else (draft-ietf-ipsec-isakmp-hybrid-auth); the server then signs
     */
    public record User(Side side, @Nullable String name, boolean hybrid) {}

    /** Who begins with Mode Config. */
    public enum Way {
        /** The client asks. */
        PULL,
        /** The server tells. */
        PUSH
    }

    /**
     * Mode Config (draft-dukes-ike-mode-cfg). The selectors of children that hold the address are narrowed to it: as
     * server the remote ones, as client the local ones.
     *
     * @param side the server gives
     * @param way the same at both ends
     * @param pool as server: where addresses come from
     * @param dns as server: name servers behind it
     * @param splitInclude as server: networks that the client is to reach through the tunnel (Cisco Unity)
     * @param domain as server: the default domain (Cisco Unity)
     * @param banner as server: what the client shows its user (Cisco Unity)
     */
    public record Addresses(
            Side side,
            Way way,
            List<IpPrefix> pool,
            List<IpAddress> dns,
            List<IpPrefix> splitInclude,
            @Nullable String domain,
            @Nullable String banner) {
        public Addresses {
            way = or(way, Way.PULL);
            pool = listOf(pool);
            dns = listOf(dns);
            splitInclude = listOf(splitInclude);
        }
    }

    /** What JSON left out has its usual value. */
    private static <T> T or(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }

    /** A list that JSON left out is empty; an entry that is null stays, for {@link ConnectionRules} to name it. */
    private static <T> List<T> listOf(@Nullable List<T> list) {
        return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }
}
