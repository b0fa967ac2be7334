package io.ikebus.local.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.testkit.process.Completed;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** The tunnel between the two kernels, if there is one. */
final class Tunnel {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PINGS = 4;
    private static final String BARE = "ip proto 50 or ip proto 51";
    /** RFC 3948 2.2: IKE has four zero octets there, ESP its SPI; a keepalive is one octet long. */
    private static final String INSIDE_UDP = "udp port 4500 and udp[4:2] > 20 and udp[8:4] != 0";

    /** Both kernels agree on these; of addresses each knows its own side of a translation. */
    private record Fact(String spi, String kind, List<String> keys, long packets) {
        @Override
        public String toString() {
            return kind + " " + spi + ", " + packets + " packets";
        }
    }

    private final Wire wire;
    private final Set<String> keys = new HashSet<>();

    Tunnel(Wire wire) {
        this.wire = wire;
    }

    /** Hex: all keys that this has ever seen in a kernel. */
    Set<String> keysSeen() {
        return Set.copyOf(keys);
    }

    /** So that the keys which are in our kernel now are not found elsewhere later. */
    void remember() {
        wire.ours().forEach(sa -> keys.addAll(sa.keys()));
    }

    /** SPIs of all that our kernel holds now. */
    Set<String> spis() {
        return wire.ours().stream().map(KernelSa::spi).collect(Collectors.toSet());
    }

    /**
     * Asserts that both kernels hold the same pair of security associations, and that packets cross it both ways.
     *
     * @param before SPIs of older ones, which nobody must use any more
     * @param row what it is to be
     */
    void assertCarries(Set<String> before, Row row) {
        boolean insideUdp = row.passage().translates() || row.terms().encapsulated();
        await(() -> fresh(wire.ours(), before).size() == 2
                && fresh(wire.peers(), before).size() == 2);
        long bareBefore = wire.captured(BARE);
        long insideBefore = wire.captured(INSIDE_UDP);

        boolean transport = row.terms().kind().transport();
        assertPinged(wire.pingPeer(transport));
        assertPinged(wire.pingUs(transport));

        List<KernelSa> ours = fresh(wire.ours(), before);
        List<KernelSa> peers = fresh(wire.peers(), before);
        ours.forEach(sa -> keys.addAll(sa.keys()));
        assertThat(facts(ours)).as("SPIs, keys and counters of both kernels").isEqualTo(facts(peers));
        assertThat(ours)
                .as("what our kernel holds")
                .extracting(KernelSa::kind)
                .containsOnly(row.terms().kind().shown());
        // Request or answer of each ping.
        assertThat(ours).as("our counters").allMatch(sa -> sa.packets() == 2 * PINGS);
        assertThat(wire.captured(BARE) - bareBefore)
                .as("ESP or AH packets on the wire")
                .isEqualTo(insideUdp ? 0 : 4 * PINGS);
        assertThat(wire.captured(INSIDE_UDP) - insideBefore)
                .as("ESP packets inside UDP on the wire")
                .isEqualTo(insideUdp ? 4 * PINGS : 0);
        assertThat(wire.ourPolicies()).as("our policies").isPositive();
        if (row.terms().kind().ranges()) {
            // Three prefixes here, two there; in, out and forward.
            assertThat(wire.ourPolicies()).as("policies that are ranges").isEqualTo(3 * 2 * 3);
        }
        assertNothingInClear();
    }

    void assertNothingInClear() {
        assertThat(wire.captured(
                        "not arp and not ip6 and not ip proto 50 and not ip proto 51 and not udp port 500 and not udp port 4500"
                                // What is not the first fragment of a packet has no ports.
                                + " and not (ip[6:2] & 0x1fff != 0)"))
                .as("packets on the wire that are neither IKE nor ESP nor AH")
                .isZero();
    }

    /** Asserts that neither kernel holds anything any more. */
    void assertGone() {
        await(() -> wire.ours().isEmpty() && wire.peers().isEmpty() && wire.ourPolicies() == 0);
    }

    private void await(Callable<Boolean> condition) {
        try {
            Waiting.until("kernels", PATIENCE, condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "our kernel holds " + wire.ours() + " and " + wire.ourPolicies() + " policies, the peer's "
                            + wire.peers(),
                    e);
        }
    }

    private static List<Fact> facts(List<KernelSa> associations) {
        return associations.stream()
                .map(sa -> new Fact(sa.spi(), sa.kind(), sa.keys(), sa.packets()))
                .toList();
    }

    private static void assertPinged(Completed ping) {
        assertThat(ping.output()).as(ping.toString()).contains(PINGS + " received");
    }

    private static List<KernelSa> fresh(List<KernelSa> associations, Set<String> before) {
        return associations.stream()
                .filter(sa -> !before.contains(sa.spi()))
                .sorted(Comparator.comparing(KernelSa::spi))
                .toList();
    }
}
