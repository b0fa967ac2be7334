package io.ikebus.negotiator.twoparty;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.proposal.ExtendedSequenceNumbers;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import io.ikebus.testkit.net.Delivery;
import io.ikebus.testkit.net.LossyNetwork;
import io.ikebus.testkit.net.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** West initiates, east responds. */
final class TwoParties {
    static final Endpoint WEST = Endpoint.parse("192.0.2.1:500");
    static final Endpoint EAST = Endpoint.parse("192.0.2.2:500");
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int MOST_ROUNDS = 60;
    private static final int MOST_ORDERS = 1_000;
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Gateway west;
    final Gateway east;
    final List<Gateway.Sent> wire = new ArrayList<>();
    private LossyNetwork<Gateway.Sent> network;
    Translator translator = Translator.NONE;
    /** Datagrams of one octet that a transport would have swallowed. */
    int keepAlives;

    Instant now = START;
    private @Nullable Flow flow;
    /** What the network swallows besides. */
    Predicate<Gateway.Sent> dropping = _ -> false;

    TwoParties(Connection west, Connection east, long seed, Conditions conditions) {
        this.west = new Gateway(west, 2 * seed);
        this.east = new Gateway(east, 2 * seed + 1);
        this.network = network(seed, conditions);
    }

    static TwoParties perfect() {
        return new TwoParties(connection("west").build(), connection("east").build(), 1, Conditions.perfect());
    }

    void worsen(long seed, Conditions conditions) {
        network = network(seed, conditions);
    }

    void calmDown() {
        network = network(1, Conditions.perfect());
    }

    /** What happened to each datagram since it has been as bad or good as it is. */
    String networkHistory() {
        return network.toString();
    }

    /** From now on nothing arrives. */
    void cut() {
        network = network(1, Conditions.perfect().dropping(1));
    }

    private static LossyNetwork<Gateway.Sent> network(long seed, Conditions conditions) {
        return new LossyNetwork<>(seed, conditions, (sent, random) -> {
            byte[] bytes = sent.message().toByteArray();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return new Gateway.Sent(sent.headers(), Octets.wrap(bytes));
        });
    }

    /** Lets things happen until nothing does before {@code span} is over. */
    void run(Duration span) {
        Instant end = now.plus(span);
        int standing = 0;
        while (true) {
            settle();
            Optional<Instant> next = Stream.of(network.nextArrival(), west.nextDeadline(), east.nextDeadline())
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
            if (next.isEmpty() || next.get().isAfter(end)) {
                now = end;
                return;
            }
            standing = next.get().isAfter(now) ? 0 : standing + 1;
            if (standing == MOST_ORDERS) {
                throw new AssertionError("a deadline that nothing is done about: west " + west.deadlines() + ", east "
                        + east.deadlines() + ", now " + now);
            }
            now = next.get().isAfter(now) ? next.get() : now;
            for (Delivery<Gateway.Sent> delivery : network.arrived(now)) {
                deliver(delivery.message());
                settle();
            }
            west.fireTimers(now);
            settle();
            east.fireTimers(now);
        }
    }

    /** From here on packets are sent each way, and SAs reach their limits. */
    Flow live() {
        Flow packets = new Flow(this);
        flow = packets;
        return packets;
    }

    /** While child SAs are being replaced each end drops the old ones in its own time. */
    void runUntilNothingIsReplaced() {
        for (int i = 0; i < MOST_ROUNDS && isReplacing(); i++) {
            run(ROUND);
        }
    }

    private boolean isReplacing() {
        return Stream.of(west, east)
                .flatMap(gateway -> gateway.store.keySet().stream()
                        .flatMap(key -> gateway.session(key).orElseThrow().children().stream()))
                .anyMatch(child -> !child.isInstalled() || child.removeAt() != null);
    }

    /** Hands a datagram to the end that it is addressed to. */
    void deliver(Gateway.Sent sent) {
        DatagramHeaders h = sent.headers();
        boolean toEast = h.remote().address().equals(EAST.address());
        Gateway to = toEast ? east : west;
        Endpoint from = toEast ? translator.outside(h.local()) : h.local();
        Endpoint at = toEast ? h.remote() : translator.inside(h.remote());
        if (sent.message().length() > 1) {
            to.receive(now, new DatagramHeaders(to.id, at, from, h.marked(), now, null), sent.message());
        } else {
            keepAlives++;
        }
    }

    /** Agents answer, other sessions get their orders, datagrams leave. */
    private void settle() {
        boolean busy = true;
        for (int round = 0; busy; round++) {
            if (round == MOST_ORDERS) {
                throw new AssertionError("sessions give one another orders without end: west " + west.commands
                        + ", east " + east.commands);
            }
            busy = false;
            for (Gateway gateway : List.of(west, east)) {
                List<SaOutcome> outcomes = List.copyOf(gateway.outcomes);
                gateway.outcomes.clear();
                List<IkeCommand> commands = List.copyOf(gateway.commands);
                gateway.commands.clear();
                outcomes.forEach(o -> gateway.take(now, o.session(), new Input.SaOutcomeReceived(o)));
                commands.forEach(c -> gateway.take(now, c.session(), new Input.CommandReceived(c)));
                busy |= !outcomes.isEmpty() || !commands.isEmpty();
            }
        }
        if (flow != null) {
            flow.send(now);
        }
        for (Gateway gateway : List.of(west, east)) {
            for (Gateway.Sent sent : gateway.outbox) {
                wire.add(sent);
                if (dropping.test(sent)) {
                    continue;
                }
                network.send(now, gateway == west ? Party.INITIATOR : Party.RESPONDER, sent);
            }
            gateway.outbox.clear();
        }
    }

    /** Whether each SA of one end is at the other end too, with the same key, and there are as many as expected. */
    boolean agreeOn(int sas) {
        return west.kernel.size() == sas
                && east.kernel.size() == sas
                && west.kernel.entrySet().stream()
                        .allMatch(sa -> east.kernel.entrySet().stream()
                                .anyMatch(other -> other.getKey().spi()
                                                == sa.getKey().spi()
                                        && (!translator.equals(Translator.NONE)
                                                || other.getKey()
                                                        .destination()
                                                        .equals(sa.getKey().destination()))
                                        && other.getValue().equals(sa.getValue())));
    }

    static Draft connection(String gateway) {
        return new Draft(gateway);
    }

    /** A connection with fields that a test changes. */
    static final class Draft {
        private static final int UDP = 17;
        private static final int FIRST_PORT = 10_000;
        private final String gateway;
        List<String> ike = List.of("aes128-sha2_256-ecp256");
        List<String> child = List.of("aes128gcm16");
        private List<String> separate = List.of();
        List<String> peers = List.of();
        String peerIdentity = "";
        String localIdentity = "";
        String name = "";
        boolean narrow;
        String remoteNet = "";
        int lifetime = 3600;
        int ikeLifetime = 86400;
        AuthenticationMethod authentication = AuthenticationMethod.PRE_SHARED_KEY;
        Connection.Exchange exchange = Connection.Exchange.MAIN;
        Connection.NatTraversalUse natTraversal = Connection.NatTraversalUse.AUTO;
        Connection.@Nullable DeadPeerDetection dpd;
        Policy policy = Policy.DEFAULT;
        Connection.@Nullable User user;
        Connection.@Nullable Addresses given;
        private Mode mode = Mode.TUNNEL;
        private ExtendedSequenceNumbers extendedSequenceNumbers = ExtendedSequenceNumbers.ACCEPT;
        private String ownHosts = "";
        private int protocol;
        private int ownPort;
        private int otherPort;

        private Draft(String gateway) {
            this.gateway = gateway;
        }

        Connection build() {
            boolean isWest = gateway.equals("west");
            String here = isWest ? "west" : "east";
            String there = isWest ? "east" : "west";
            IpAddress own = (isWest ? WEST : EAST).address();
            IpAddress other = (isWest ? EAST : WEST).address();
            List<IpPrefix> addresses = peers.isEmpty()
                    ? List.of(IpPrefix.host(other))
                    : peers.stream().map(IpPrefix::parse).toList();
            AddressRange ownNet =
                    AddressRange.parse(!ownHosts.isEmpty() ? ownHosts : isWest ? "10.1.0.0/16" : "10.2.0.0/16");
            AddressRange otherNet = remoteNet.isEmpty()
                    ? AddressRange.parse(isWest ? "10.2.0.0/16" : "10.1.0.0/16")
                    : AddressRange.parse(remoteNet);
            return new Connection(
                    1,
                    name.isEmpty() ? "to-" + there : name,
                    new GatewayId(gateway),
                    new Connection.Local(own, 500, localIdentity.isEmpty() ? here + ".example" : localIdentity),
                    new Connection.Peer(addresses, 500, peerIdentity.isEmpty() ? there + ".example" : peerIdentity),
                    new Connection.Ike(ike, ikeLifetime, authentication, exchange, natTraversal, dpd),
                    separate.isEmpty()
                            ? List.of(child("net", child, ownNet, otherNet, 0))
                            : IntStream.range(0, separate.size())
                                    .mapToObj(i -> child(
                                            separate.get(i),
                                            List.of(separate.get(i)),
                                            ownNet,
                                            otherNet,
                                            FIRST_PORT + i))
                                    .toList(),
                    Connection.Start.NONE,
                    policy,
                    user == null && given == null ? null : new Connection.RemoteAccess(user, given));
        }

        Draft asksUser() {
            user = new Connection.User(Connection.Side.SERVER, null, false);
            return this;
        }

        Draft isUser(String userName) {
            user = new Connection.User(Connection.Side.CLIENT, userName, false);
            return this;
        }

        /** East gives addresses of this pool, and west takes one. */
        Draft addresses(Connection.Way way, String... pool) {
            boolean gives = gateway.equals("east");
            given = new Connection.Addresses(
                    gives ? Connection.Side.SERVER : Connection.Side.CLIENT,
                    way,
                    gives ? Stream.of(pool).map(IpPrefix::parse).toList() : List.of(),
                    gives ? List.of(IpAddress.parse("10.2.0.53")) : List.of(),
                    gives ? List.of(IpPrefix.parse("10.2.0.0/16")) : List.of(),
                    gives ? "corp.example" : null,
                    gives ? "welcome" : null);
            return this;
        }

        Draft hybrid() {
            Connection.User one = Objects.requireNonNull(user, "hybrid is of a user");
            user = new Connection.User(one.side(), one.name(), true);
            return this;
        }

        /** @param port 0 for the traffic of all; else for UDP of this port at both ends */
        private Connection.Child child(
                String name, List<String> proposals, AddressRange ownNet, AddressRange otherNet, int port) {
            return new Connection.Child(
                    name,
                    proposals,
                    new Connection.Selector(ownNet, port == 0 ? protocol : UDP, port == 0 ? ownPort : port),
                    new Connection.Selector(otherNet, port == 0 ? protocol : UDP, port == 0 ? otherPort : port),
                    narrow,
                    lifetime,
                    0,
                    64,
                    null,
                    null,
                    mode,
                    extendedSequenceNumbers);
        }

        /** Between the hosts themselves, whichever they are. */
        Draft transport() {
            mode = Mode.TRANSPORT;
            ownHosts = "0.0.0.0/0";
            remoteNet = "0.0.0.0/0";
            return this;
        }

        Draft upper(int ipProtocol, int local, int remote) {
            protocol = ipProtocol;
            ownPort = local;
            otherPort = remote;
            return this;
        }

        Draft narrow() {
            narrow = true;
            return this;
        }

        Draft extendedSequenceNumbers(ExtendedSequenceNumbers wanted) {
            extendedSequenceNumbers = wanted;
            return this;
        }

        Draft lifetimes(int ikeSeconds, int childSeconds) {
            ikeLifetime = ikeSeconds;
            lifetime = childSeconds;
            return this;
        }

        Draft authentication(AuthenticationMethod method) {
            authentication = method;
            return this;
        }

        Draft policy(Policy other) {
            policy = other;
            return this;
        }

        Draft aggressive() {
            exchange = Connection.Exchange.AGGRESSIVE;
            return this;
        }

        Draft natTraversal(Connection.NatTraversalUse use) {
            natTraversal = use;
            return this;
        }

        Draft dpd(int interval, int timeout, Connection.WhenDead action) {
            dpd = new Connection.DeadPeerDetection(interval, timeout, action);
            return this;
        }

        Draft ike(String... proposals) {
            ike = List.of(proposals);
            return this;
        }

        Draft child(String... proposals) {
            child = List.of(proposals);
            return this;
        }

        /** A child for each of these proposals, with traffic of its own. */
        Draft childForEach(List<String> proposals) {
            separate = proposals;
            return this;
        }

        /** @param seconds of each child SA */
        Draft lifetime(int seconds) {
            lifetime = seconds;
            return this;
        }

        Draft exchange(Connection.Exchange kind) {
            exchange = kind;
            return this;
        }

        Draft peers(String... prefixes) {
            peers = List.of(prefixes);
            return this;
        }

        Draft peerIdentity(String pattern) {
            peerIdentity = pattern;
            return this;
        }

        Draft localIdentity(String identity) {
            localIdentity = identity;
            return this;
        }

        Draft name(String other) {
            name = other;
            return this;
        }

        /** From our addresses to theirs. */
        Draft between(String own, String others) {
            ownHosts = own;
            remoteNet = others;
            return this;
        }

        Draft narrowing(String net) {
            narrow = true;
            remoteNet = net;
            return this;
        }
    }
}
