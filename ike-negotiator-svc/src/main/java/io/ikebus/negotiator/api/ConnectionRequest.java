package io.ikebus.negotiator.api;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.auth.EncryptionPayloads;
import io.ikebus.negotiator.auth.EncryptionSkeyid;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Exchange;
import io.ikebus.negotiator.connection.Connection.NatTraversalUse;
import io.ikebus.negotiator.connection.Connection.Start;
import io.ikebus.negotiator.connection.Connection.WhenDead;
import io.ikebus.negotiator.proposal.ExtendedSequenceNumbers;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it is put: {@link Connection} with everything optional that has a usual value.
 */
@Schema(name = "Connection", description = "What may be negotiated between a gateway and its peers.")
record ConnectionRequest(
        @Schema(description = "The same as in the path; may be left out.") @Nullable
        String name,

        @Schema(implementation = String.class, required = true, examples = "east") @Nullable
        GatewayId gateway,

        @Schema(required = true) @Nullable Local local,

        @Schema(required = true) @Nullable Peer peer,

        @Nullable Ike ike,

        @Schema(required = true) @Nullable List<Child> children,

        @Nullable Start start,

        @Schema(
                defaultValue = "DEFAULT",
                description =
                        "Which algorithms proposals may hold, and which proposals there are where none are listed:"
                                + " docs/policies.md.")
        @Nullable
        Policy policy,

        @Schema(description = "What comes between phase 1 and Quick Mode.") @Nullable
        RemoteAccessRequest remoteAccess) {
    private static final int IKE_PORT = 500;
    private static final int IKE_LIFETIME_SECONDS = 28_800;
    private static final int CHILD_LIFETIME_SECONDS = 3_600;
    private static final int REPLAY_WINDOW = 64;
    private static final int PROBE_INTERVAL_SECONDS = 30;
    private static final int PROBE_TIMEOUT_SECONDS = 150;

    @Schema(name = "Local")
    record Local(
            @Schema(implementation = String.class, required = true, examples = "192.0.2.1") @Nullable
            IpAddress address,

            @Schema(defaultValue = "500") @Nullable Integer port,

            @Schema(description = "Default: the address.", examples = "east.example") @Nullable
            String identity) {}

    @Schema(name = "Peer")
    record Peer(
            @Schema(implementation = String[].class, required = true, examples = "[\"192.0.2.2\"]") @Nullable
            List<IpPrefix> addresses,

            @Schema(defaultValue = "500") @Nullable Integer port,

            @Schema(
                    description = "Default: the address, if there is exactly one host.",
                    examples = {"west.example", "*.example", "*"})
            @Nullable
            String identity) {}

    @Schema(name = "Ike")
    record Ike(
            @Schema(description = "Empty: the policy's.", examples = "[\"aes256-sha2_256-modp2048\"]") @Nullable
            List<String> proposals,

            @Schema(defaultValue = "28800") @Nullable Integer lifetimeSeconds,

            @Schema(defaultValue = "PRE_SHARED_KEY") @Nullable
            AuthenticationMethod authentication,

            @Schema(defaultValue = "MAIN") @Nullable Exchange exchange,

            @Schema(defaultValue = "AUTO") @Nullable NatTraversalUse natTraversal,

            @Schema(description = "Left out: the peer is answered, but never asked.") @Nullable
            DeadPeerDetection deadPeerDetection,

            @Schema(
                    defaultValue = "RFC2409",
                    description = "With RSA_ENCRYPTION and RSA_ENCRYPTION_REVISED: how SKEYID is made. PLAIN_NONCES is"
                            + " Cisco's form, without the hash.")
            @Nullable
            EncryptionSkeyid encryptionSkeyid,

            @Schema(
                    defaultValue = "RFC2409",
                    description = "With RSA_ENCRYPTION_REVISED: the form of what is encrypted behind the nonce.")
            @Nullable
            EncryptionPayloads encryptionPayloads) {}

    @Schema(name = "DeadPeerDetection", description = "RFC 3706.")
    record DeadPeerDetection(
            @Schema(defaultValue = "30", description = "Silence after which the peer is asked.") @Nullable
            Integer intervalSeconds,

            @Schema(defaultValue = "150", description = "Silence after which it is dead.") @Nullable
            Integer timeoutSeconds,

            @Schema(
                    defaultValue = "CLEAR",
                    description =
                            "CLEAR: its SAs and their policies go. HOLD: policies stay, so that nothing goes in clear"
                                    + " until there is a new tunnel or the connection is terminated. RESTART: initiated anew.")
            @Nullable
            WhenDead action) {}

    @Schema(name = "Child")
    record Child(
            @Schema(required = true, examples = "net") @Nullable
            String name,

            @Schema(
                    description = "Empty: the policy's. ah-sha2_256 is AH, aes128gcm16+ah-sha2_256 ESP inside AH.",
                    examples = "[\"aes256gcm16-modp2048\"]")
            @Nullable
            List<String> proposals,

            @Schema(required = true) @Nullable Selector local,

            @Schema(required = true) @Nullable Selector remote,

            @Schema(defaultValue = "false") @Nullable Boolean narrow,

            @Schema(defaultValue = "3600") @Nullable Integer lifetimeSeconds,

            @Schema(defaultValue = "0") @Nullable Long lifetimeBytes,

            @Schema(defaultValue = "64") @Nullable Integer replayWindow,

            @Nullable Mark mark,

            @Nullable Integer interfaceId,

            @Schema(
                    defaultValue = "TUNNEL",
                    description =
                            "TRANSPORT: the traffic between the two hosts themselves; the selectors' addresses say"
                                    + " which hosts these may be.")
            @Nullable
            Mode mode,

            @Schema(
                    defaultValue = "ACCEPT",
                    description = "RFC 4304. ACCEPT takes them from a peer that offers them, PREFER offers them first,"
                            + " REQUIRE takes nothing else, REFUSE never takes them.")
            @Nullable
            ExtendedSequenceNumbers extendedSequenceNumbers) {}

    @Schema(name = "Selector")
    record Selector(
            @Schema(
                    implementation = String.class,
                    required = true,
                    description = "An address, a prefix or a range. Both selectors of a child together are at most 32"
                            + " pairs of prefixes.",
                    examples = {"10.1.0.0/16", "10.1.0.7", "10.1.0.10-10.1.0.20"})
            @Nullable
            AddressRange addresses,

            @Schema(defaultValue = "0") @Nullable Integer protocol,

            @Schema(defaultValue = "0") @Nullable Integer port) {}

    /**
     * The connection with this name.
     *
     * @throws RefusedException naming the first member that is required and missing
     */
    Connection named(String path) {
        if (name != null && !name.equals(path)) {
            throw new RefusedException(Problem.ofField("name", "is the name in the path, or left out"));
        }
        return new Connection(
                Connection.VERSION,
                path,
                required("gateway", gateway),
                local(required("local", local)),
                peer(required("peer", peer)),
                ike(ike),
                children(required("children", children)),
                or(start, Start.NONE),
                or(policy, Policy.DEFAULT),
                remoteAccess == null ? null : remoteAccess.read());
    }

    private static Connection.Local local(Local local) {
        IpAddress address = required("local.address", local.address());
        return new Connection.Local(address, or(local.port(), IKE_PORT), or(local.identity(), address.toString()));
    }

    private static Connection.Peer peer(Peer peer) {
        List<IpPrefix> addresses = required("peer.addresses", peer.addresses());
        String identity = peer.identity();
        if (identity == null && addresses.size() == 1 && isHost(addresses.getFirst())) {
            identity = addresses.getFirst().address().toString();
        }
        return new Connection.Peer(addresses, or(peer.port(), IKE_PORT), required("peer.identity", identity));
    }

    private static Connection.Ike ike(@Nullable Ike ike) {
        return ike == null
                ? new Connection.Ike(List.of(), IKE_LIFETIME_SECONDS)
                : new Connection.Ike(
                        or(ike.proposals(), List.of()),
                        or(ike.lifetimeSeconds(), IKE_LIFETIME_SECONDS),
                        or(ike.authentication(), AuthenticationMethod.PRE_SHARED_KEY),
                        or(ike.exchange(), Exchange.MAIN),
                        or(ike.natTraversal(), NatTraversalUse.AUTO),
                        deadPeerDetection(ike.deadPeerDetection()),
                        or(ike.encryptionSkeyid(), EncryptionSkeyid.RFC2409),
                        or(ike.encryptionPayloads(), EncryptionPayloads.RFC2409));
    }

    private static Connection.@Nullable DeadPeerDetection deadPeerDetection(@Nullable DeadPeerDetection dpd) {
        return dpd == null
                ? null
                : new Connection.DeadPeerDetection(
                        or(dpd.intervalSeconds(), PROBE_INTERVAL_SECONDS),
                        or(dpd.timeoutSeconds(), PROBE_TIMEOUT_SECONDS),
                        or(dpd.action(), WhenDead.CLEAR));
    }

    private static List<Connection.Child> children(List<Child> children) {
        List<Connection.Child> all = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            all.add(child("children[" + i + "].", children.get(i)));
        }
        return List.copyOf(all);
    }

    private static Connection.Child child(String at, Child child) {
        return new Connection.Child(
                required(at + "name", child.name()),
                or(child.proposals(), List.of()),
                selector(at + "local", child.local()),
                selector(at + "remote", child.remote()),
                or(child.narrow(), false),
                or(child.lifetimeSeconds(), CHILD_LIFETIME_SECONDS),
                or(child.lifetimeBytes(), 0L),
                or(child.replayWindow(), REPLAY_WINDOW),
                child.mark(),
                child.interfaceId(),
                or(child.mode(), Mode.TUNNEL),
                or(child.extendedSequenceNumbers(), ExtendedSequenceNumbers.ACCEPT));
    }

    private static Connection.Selector selector(String at, @Nullable Selector selector) {
        Selector given = required(at, selector);
        return new Connection.Selector(
                required(at + ".addresses", given.addresses()), or(given.protocol(), 0), or(given.port(), 0));
    }

    private static boolean isHost(IpPrefix prefix) {
        return prefix.length() == prefix.address().bits();
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new RefusedException(Problem.ofField(field, field + " is required"));
        }
        return value;
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
