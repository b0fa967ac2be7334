package io.ikebus.negotiator.connection;

import io.ikebus.negotiator.connection.Connection.Child;
import io.ikebus.negotiator.connection.Connection.DeadPeerDetection;
import io.ikebus.negotiator.connection.Connection.Exchange;
import io.ikebus.negotiator.connection.Connection.Ike;
import io.ikebus.negotiator.connection.Connection.Local;
import io.ikebus.negotiator.connection.Connection.NatTraversalUse;
import io.ikebus.negotiator.connection.Connection.Peer;
import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.negotiator.proposal.ChildProposal;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SaDescription.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every field of a connection accepts. What JSON left out is null here, whatever its type says. */
public final class ConnectionRules {
    static final int MOST_ADDRESSES = 64;
    static final int MOST_PROPOSALS = 32;
    static final int MOST_CHILDREN = 64;
    static final int SHORTEST_LIFETIME = 120;
    static final int LONGEST_LIFETIME = 604_800;
    static final long FEWEST_BYTES = 1L << 20;
    static final long MOST_BYTES = 1L << 60;
    static final int LARGEST_REPLAY_WINDOW = 4096;
    static final int LONGEST_PROBE_INTERVAL = 3_600;
    static final int LONGEST_SILENCE = 86_400;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final String NAME_RULE = "is 1 to 63 of a-z, A-Z, 0-9, dot, underscore, hyphen";
    /** TCP, UDP, DCCP, SCTP, UDP-Lite. */
    private static final Set<Integer> WITH_PORTS = Set.of(6, 17, 33, 132, 136);

    private final List<Violation> violations = new ArrayList<>();

    private ConnectionRules() {}

    /** Empty if the connection can be used. */
    public static List<Violation> validate(Connection connection) {
        ConnectionRules rules = new ConnectionRules();
        rules.connection(connection);
        return List.copyOf(rules.violations);
    }

    private void connection(Connection c) {
        check("v", c.v() == Connection.VERSION, "is " + Connection.VERSION);
        name("name", c.name());
        required("gateway", c.gateway(), ignored -> {});
        required("local", c.local(), this::local);
        required("peer", c.peer(), this::peer);
        required("ike", c.ike(), ike -> ike(ike, c.policy()));
        required("start", c.start(), ignored -> {});
        if (c.local() != null && c.local().address() != null && c.peer() != null) {
            check(
                    "peer.addresses",
                    c.peer().addresses().isEmpty()
                            || c.peer().addresses().stream()
                                    .filter(Objects::nonNull)
                                    .anyMatch(peer -> peer.address().isV4()
                                            == c.local().address().isV4()),
                    "has an address of the family of local.address");
        }
        size("children", c.children(), 1, MOST_CHILDREN);
        Set<String> names = new HashSet<>();
        each("children", c.children(), (field, child) -> {
            child(field, child, c.policy());
            path(field, child, c);
            check(field + ".name", child.name() == null || names.add(child.name()), "is unique in its connection");
        });
        violations.addAll(RemoteAccessRules.validate(c));
    }

    private void local(Local local) {
        required("local.address", local.address(), ignored -> {});
        port("local.port", local.port());
        required(
                "local.identity",
                local.identity(),
                identity -> check(
                        "local.identity",
                        Identity.isIdentity(identity),
                        "is an IPv4 or IPv6 address, a domain name, user@domain, or keyid: and a text"));
    }

    private void peer(Peer peer) {
        size("peer.addresses", peer.addresses(), 1, MOST_ADDRESSES);
        Set<IpPrefix> seen = new HashSet<>();
        each(
                "peer.addresses",
                peer.addresses(),
                (field, prefix) -> check(field, seen.add(prefix), "is in the list once"));
        port("peer.port", peer.port());
        required(
                "peer.identity",
                peer.identity(),
                identity -> check(
                        "peer.identity",
                        Identity.isPattern(identity),
                        "is an identity as in local.identity, *.domain, *@domain, or *"));
    }

    private void ike(Ike ike, Policy policy) {
        proposals("ike.proposals", ike.proposals(), text -> policy.objection(IsakmpProposal.parse(text)));
        lifetime("ike.lifetimeSeconds", ike.lifetimeSeconds());
        DeadPeerDetection dpd = ike.deadPeerDetection();
        if (dpd != null) {
            String at = "ike.deadPeerDetection";
            range(at + ".intervalSeconds", dpd.intervalSeconds(), 2, LONGEST_PROBE_INTERVAL);
            range(at + ".timeoutSeconds", dpd.timeoutSeconds(), dpd.intervalSeconds() + 1, LONGEST_SILENCE);
        }
        check(
                "ike.proposals",
                ike.exchange() == Exchange.MAIN || hasOneGroup(ike.proposals()),
                "has the same group in every proposal, and at least one, since Aggressive Mode can offer one group only");
        check(
                "ike.proposals",
                ike.exchange() == Exchange.MAIN
                        || !ike.authentication().needsAlgorithmsFirst()
                        || ike.proposals().size() == 1,
                "is one proposal, since the first message of Aggressive Mode is encrypted with its algorithms");
    }

    /** What cannot be read is named elsewhere. */
    private static boolean hasOneGroup(List<String> proposals) {
        try {
            return proposals.stream()
                            .map(text -> IsakmpProposal.parse(text).group())
                            .distinct()
                            .count()
                    == 1;
        } catch (IllegalArgumentException | NullPointerException e) {
            return true;
        }
    }

    private void child(String at, Child child, Policy policy) {
        name(at + ".name", child.name());
        proposals(at + ".proposals", child.proposals(), text -> policy.objection(ChildProposal.parse(text)));
        required(at + ".local", child.local(), selector -> selector(at + ".local", selector));
        required(at + ".remote", child.remote(), selector -> selector(at + ".remote", selector));
        if (hasAddresses(child.local()) && hasAddresses(child.remote())) {
            check(
                    at + ".remote.addresses",
                    child.local().addresses().isSameFamily(child.remote().addresses()),
                    "is of the family of local.addresses");
            check(
                    at + ".remote.addresses",
                    Selectors.prefixPairs(child.local(), child.remote()) <= Selectors.MOST_PREFIX_PAIRS,
                    "makes at most " + Selectors.MOST_PREFIX_PAIRS
                            + " pairs of prefixes with local.addresses: a range is as many policies as prefixes");
            check(
                    at + ".remote.protocol",
                    child.local().protocol() == child.remote().protocol(),
                    "is the same as local.protocol");
        }
        lifetime(at + ".lifetimeSeconds", child.lifetimeSeconds());
        check(
                at + ".lifetimeBytes",
                child.lifetimeBytes() == 0
                        || (child.lifetimeBytes() >= FEWEST_BYTES && child.lifetimeBytes() <= MOST_BYTES),
                "is 0 for none, or " + FEWEST_BYTES + " to " + MOST_BYTES);
        range(at + ".replayWindow", child.replayWindow(), 0, LARGEST_REPLAY_WINDOW);
        if (child.mark() != null) {
            check(
                    at + ".mark.value",
                    (child.mark().value() & ~child.mark().mask()) == 0,
                    "has no bit that mark.mask has not");
        }
        check(
                at + ".interfaceId",
                child.interfaceId() == null || child.interfaceId() != 0,
                "is not 0; leave it out for none");
    }

    /** What the way to the peer asks of a child. */
    private void path(String at, Child child, Connection c) {
        if (child.mode() == Mode.TRANSPORT
                && hasAddresses(child.local())
                && c.local() != null
                && c.local().address() != null) {
            check(
                    at + ".local.addresses",
                    child.local().addresses().contains(c.local().address()),
                    "holds local.address, since in transport mode the traffic is the gateway's own");
        }
        if (c.ike() != null && c.ike().natTraversal() == NatTraversalUse.FORCE) {
            check(
                    at + ".proposals",
                    child.proposals().isEmpty() || child.proposals().stream().anyMatch(ConnectionRules::goesIntoUdp),
                    "has one without AH, since natTraversal: FORCE puts packets into UDP, where AH cannot go");
        }
    }

    /** What cannot be read is named elsewhere. */
    private static boolean goesIntoUdp(String proposal) {
        try {
            return ChildProposal.parse(proposal).passesTranslators();
        } catch (IllegalArgumentException | NullPointerException _) {
            return true;
        }
    }

    private static boolean hasAddresses(@Nullable Selector selector) {
        return selector != null && selector.addresses() != null;
    }

    private void selector(String at, Selector selector) {
        required(at + ".addresses", selector.addresses(), ignored -> {});
        range(at + ".protocol", selector.protocol(), 0, 255);
        range(at + ".port", selector.port(), 0, 0xffff);
        check(
                at + ".port",
                selector.port() == 0 || WITH_PORTS.contains(selector.protocol()),
                "is 0 unless the protocol has ports: 6, 17, 33, 132 or 136");
    }

    /** @param objection to the proposal with this text, which it throws an exception over if there is no such one */
    private void proposals(String at, List<String> proposals, Function<String, Optional<String>> objection) {
        size(at, proposals, 0, MOST_PROPOSALS);
        each(at, proposals, (field, text) -> {
            try {
                objection.apply(text).ifPresent(why -> check(field, false, why));
            } catch (IllegalArgumentException e) {
                check(field, false, "is not understood: " + e.getMessage());
            }
        });
    }

    private void name(String field, @Nullable String name) {
        required(field, name, text -> check(field, NAME.matcher(text).matches(), NAME_RULE));
    }

    private void lifetime(String field, int seconds) {
        range(field, seconds, SHORTEST_LIFETIME, LONGEST_LIFETIME);
    }

    private void port(String field, int port) {
        range(field, port, 1, 0xffff);
    }

    private void range(String field, int number, int least, int most) {
        check(field, number >= least && number <= most, "is " + least + " to " + most);
    }

    private void size(String field, List<?> list, int least, int most) {
        check(field, list.size() >= least && list.size() <= most, "has " + least + " to " + most + " entries");
    }

    private interface Rule<T> {
        void check(String field, T value);
    }

    /** Applies {@code rule} to each entry, up to what any list may hold. */
    private <T> void each(String field, List<T> list, Rule<T> rule) {
        for (int i = 0; i < Math.min(list.size(), MOST_CHILDREN); i++) {
            String at = field + "[" + i + "]";
            required(at, list.get(i), value -> rule.check(at, value));
        }
    }

    private <T> void required(String field, @Nullable T value, Consumer<T> rules) {
        if (value == null) {
            check(field, false, "is required");
        } else {
            rules.accept(value);
        }
    }

    private void check(String field, boolean kept, String rule) {
        if (!kept) {
            violations.add(new Violation(field, rule));
        }
    }
}
