package io.ikebus.local.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.testkit.net.Namespaces;
import io.ikebus.testkit.net.WireEnd;
import io.ikebus.testkit.process.Command;
import io.ikebus.testkit.process.Completed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The network between our gateway, which is this machine itself, and the peer; all packets that cross the router are
 * captured. On an end's own interface Linux would show each decrypted packet again.
 */
final class Wire implements AutoCloseable {

    private static final String ROUTER = "router";
    private static final String PEER = "peer";
    private static final String OUTSIDE = "outside";
    /** At five a second this is longer than both phases take. */
    private static final int LONG = 200;

    private static final Duration LONGEST = Duration.ofMinutes(3);
    /** Behind 20 octets of IP and 8 of UDP, octet 19 of ISAKMP has the flags. RFC 2408 3.1: bit 0 is encryption. */
    private static final List<String> ENCRYPTED_IKE =
            List.of("match", "ip", "dport", "500", "0xffff", "match", "u8", "1", "1", "at", "47");

    private final Namespaces namespaces;
    private final Process capture;
    private final Path captured;
    private Passage current = Passage.DIRECT;

    private Wire(Namespaces namespaces, Process capture, Path captured) {
        this.namespaces = namespaces;
        this.capture = capture;
        this.captured = captured;
    }

    static Wire lay(Path output) {
        Namespaces namespaces = Namespaces.create(ROUTER, PEER);
        String router = namespaces.name(ROUTER);
        run("ip", "link", "add", "uplink", "type", "veth", "peer", "name", "inside", "netns", router);
        run("ip", "addr", "add", Site.OUR_ADDRESS + "/24", "dev", "uplink");
        run("ip", "link", "set", "uplink", "up");
        run("ip", "-n", router, "addr", "add", "10.99.1.254/24", "dev", "inside");
        run("ip", "-n", router, "link", "set", "inside", "up");
        run("ip", "route", "add", "default", "via", "10.99.1.254");
        run("ip", "link", "add", "net", "type", "veth", "peer", "name", "net-end");
        run("ip", "addr", "add", Site.OUR_HOST + "/24", "dev", "net");
        run("ip", "link", "set", "net", "up");
        run("ip", "link", "set", "net-end", "up");
        namespaces.wire(
                new WireEnd(ROUTER, OUTSIDE, "10.99.2.254/24"), new WireEnd(PEER, "uplink", Site.PEER_ADDRESS + "/24"));
        namespaces.network(PEER, "net", Site.PEER_HOST + "/24");
        namespaces.route(PEER, "default", "10.99.2.254");
        namespaces.run(ROUTER, "sysctl", "-qw", "net.ipv4.ip_forward=1").orThrow();
        Path captured = output.resolve("wire.pcap");
        return new Wire(namespaces, capture(namespaces, captured, output.resolve("tcpdump.log")), captured);
    }

    /** The name of the peer's network namespace. */
    String peerNamespace() {
        return namespaces.name(PEER);
    }

    /** From now on encrypted IKE messages of the peer, message 5 of Main Mode the first of them, do not arrive. */
    void dropEncryptedIke() {
        onRouter("tc", "qdisc", "add", "dev", OUTSIDE, "clsact");
        List<String> words = new ArrayList<>(List.of("tc", "filter", "add", "dev", OUTSIDE, "ingress"));
        words.addAll(List.of("protocol", "ip", "u32"));
        words.addAll(ENCRYPTED_IKE);
        words.addAll(List.of("action", "drop"));
        onRouter(words.toArray(String[]::new));
    }

    /** Whether {@link #dropEncryptedIke} has dropped anything yet. */
    boolean hasDropped() {
        String statistics = onRouter("tc", "-s", "filter", "show", "dev", OUTSIDE, "ingress");
        return statistics.contains("(dropped ") && !statistics.contains("(dropped 0,");
    }

    /** From now on the router makes this of addresses. */
    void lead(Passage passage) {
        if (current.translates()) {
            Passage.removal().forEach(words -> onRouter(words.toArray(String[]::new)));
        }
        passage.rules().forEach(words -> onRouter(words.toArray(String[]::new)));
        current = passage;
    }

    void dropNothing() {
        onRouter("tc", "qdisc", "delete", "dev", OUTSIDE, "clsact");
    }

    /** Security associations with keys in our kernel. */
    List<KernelSa> ours() {
        return KernelSa.parse(
                Command.of("ip", "-s", "xfrm", "state").run().orThrow().output());
    }

    /** Security associations with keys in the peer's kernel. */
    List<KernelSa> peers() {
        return KernelSa.parse(
                namespaces.run(PEER, "ip", "-s", "xfrm", "state").orThrow().output());
    }

    /** How many policies our kernel holds between the two networks or hosts, all of which are in 10.0.0.0/8. */
    long ourPolicies() {
        return policies(Command.of("ip", "xfrm", "policy").run());
    }

    /** @param hosts whether the gateways themselves talk, else hosts behind them */
    Completed pingPeer(boolean hosts) {
        return Command.of(
                        hosts
                                ? ping(Site.OUR_ADDRESS.toString(), current.peerSeen())
                                : ping(Site.OUR_HOST, Site.PEER_HOST))
                .run();
    }

    Completed pingUs(boolean hosts) {
        List<String> words = hosts ? ping(Site.PEER_ADDRESS, current.usSeen()) : ping(Site.PEER_HOST, Site.OUR_HOST);
        return namespaces.run(PEER, words.toArray(String[]::new));
    }

    /** Pings from each network to the other, for as long as a renewal takes. */
    Pings pingBothWays() {
        return new Pings(
                run(ping(LONG, Site.OUR_HOST, Site.PEER_HOST)),
                run(namespaces.inside(PEER, ping(LONG, Site.PEER_HOST, Site.OUR_HOST))));
    }

    private static CompletableFuture<Completed> run(List<String> words) {
        return CompletableFuture.supplyAsync(
                () -> Command.of(words).within(LONGEST).run(), Thread::startVirtualThread);
    }

    /** Packets that are on their way. */
    record Pings(CompletableFuture<Completed> toPeer, CompletableFuture<Completed> toUs) {
        /** Returns when the last of them has been answered. */
        void assertNoneLost() {
            for (CompletableFuture<Completed> pings : List.of(toPeer, toUs)) {
                Completed done = pings.join();
                assertThat(done.output()).as(done.toString()).contains(LONG + " received");
            }
        }
    }

    /** How many captured packets there are of a kind, in tcpdump's words. */
    long captured(String filter) {
        return Command.of("tcpdump", "-n", "-r", captured.toString(), filter)
                .run()
                .orThrow()
                .output()
                .lines()
                .count();
    }

    @Override
    public void close() {
        capture.destroy();
        namespaces.close();
    }

    private static long policies(Completed listing) {
        return listing.orThrow()
                .output()
                .lines()
                .filter(line -> line.startsWith("src 10."))
                .count();
    }

    private static List<String> ping(String from, String to) {
        return List.of("ping", "-c", "4", "-w", "30", "-i", "0.2", "-I", from, to);
    }

    private static List<String> ping(int packets, String from, String to) {
        return List.of("ping", "-q", "-c", Integer.toString(packets), "-i", "0.2", "-W", "5", "-I", from, to);
    }

    private static Process capture(Namespaces namespaces, Path file, Path log) {
        List<String> words = namespaces.inside(
                ROUTER, "tcpdump", "-n", "-U", "--immediate-mode", "-Z", "root", "-i", OUTSIDE, "-w", file.toString());
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Waiting.until(
                    "tcpdump captures",
                    Duration.ofSeconds(30),
                    () -> Files.readString(log).contains("listening on"));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start tcpdump", e);
        }
    }

    private String onRouter(String... words) {
        return namespaces.run(ROUTER, words).orThrow().output();
    }

    private static void run(String... words) {
        Command.of(Stream.of(words).toList()).run().orThrow();
    }
}
