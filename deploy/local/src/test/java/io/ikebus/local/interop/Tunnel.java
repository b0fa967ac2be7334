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

    private final Wire wire;
    private final Set<String> keys = new HashSet<>();

    Tunnel(Wire wire) {
        this.wire = wire;
    }

    /** Hex: all keys that this has ever seen in a kernel. */
    Set<String> keysSeen() {
        return Set.copyOf(keys);
    }

    /** SPIs of all that our kernel holds now. */
    Set<String> spis() {
        return wire.ours().stream().map(KernelSa::spi).collect(Collectors.toSet());
    }

    /**
     * Asserts that both kernels hold the same pair of security associations, and that packets cross it both ways.
     *
     * @param before SPIs of older ones, which nobody must use any more
     */
    void assertCarries(Set<String> before) {
        await(() -> fresh(wire.ours(), before).size() == 2
                && fresh(wire.peers(), before).size() == 2);
        long espBefore = wire.captured("ip proto 50");

        assertPinged(wire.pingPeer());
        assertPinged(wire.pingUs());

        List<KernelSa> ours = fresh(wire.ours(), before);
        List<KernelSa> peers = fresh(wire.peers(), before);
        ours.forEach(sa -> keys.addAll(sa.keys()));
        assertThat(ours).as("SPIs, keys and counters of both kernels").isEqualTo(peers);
        // Request or answer of each ping.
        assertThat(ours).as("our counters").allMatch(sa -> sa.packets() == 2 * PINGS);
        assertThat(wire.captured("ip proto 50") - espBefore)
                .as("ESP packets on the wire")
                .isEqualTo(4 * PINGS);
        assertThat(wire.ourPolicies()).as("our policies").isPositive();
        assertNothingInClear();
    }

    void assertNothingInClear() {
        assertThat(wire.captured("not arp and not ip6 and not ip proto 50 and not udp port 500"))
                .as("packets on the wire that are neither IKE nor ESP")
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
