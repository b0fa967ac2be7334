package io.ikebus.negotiator.twoparty;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A packet sent each way whenever anything has happened. A kernel sends through the newest SA that it has for the way;
 * the packet arrives if the other kernel has the same one.
 */
final class Flow {
    private final TwoParties parties;
    private final List<String> lost = new ArrayList<>();
    private Duration silence = Duration.ZERO;
    private @Nullable Instant brokenSince;

    Flow(TwoParties parties) {
        this.parties = parties;
    }

    void send(Instant now) {
        boolean broken = !passes(now, parties.west, parties.east, TwoParties.EAST.address());
        broken |= !passes(now, parties.east, parties.west, TwoParties.WEST.address());
        Instant since = brokenSince;
        if (since != null) {
            silence = silence.plus(Duration.between(since, now));
        }
        brokenSince = broken ? now : null;
    }

    private boolean passes(Instant now, Gateway from, Gateway to, IpAddress destination) {
        Optional<SaId> outbound = newest(from, destination);
        if (outbound.isEmpty()) {
            lost.add(now + ": " + from.id + " has no SA to send through");
            return false;
        }
        SaId sa = outbound.get();
        SaId there = new SaId(to.id, sa.destination(), sa.protocol(), sa.spi());
        if (!Objects.equals(from.kernel.get(sa), to.kernel.get(there))) {
            lost.add(now + ": " + to.id + " does not hold " + sa + ", which " + from.id + " sends through");
            return false;
        }
        return true;
    }

    private static Optional<SaId> newest(Gateway gateway, IpAddress destination) {
        return gateway.kernel.entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(sa -> sa.destination().equals(destination))
                .reduce((_, later) -> later);
    }

    List<String> lost() {
        return List.copyOf(lost);
    }

    /** How long packets were lost, all in all. */
    Duration silence() {
        return silence;
    }
}
