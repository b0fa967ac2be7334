package io.ikebus.negotiator.session;

import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a negotiator remembers of one initiator cookie at one gateway.
 *
 * @param quickModes under way or finished lately
 * @param children whose SAs have been ordered
 * @param lineage which sessions were before it and come after it
 */
public record Session(
        SessionKey key,
        Phase1 phase1,
        List<QuickMode> quickModes,
        List<ChildSa> children,
        @Nullable Pending pending,
        Lineage lineage) {
    public Session {
        quickModes = List.copyOf(quickModes);
        children = List.copyOf(children);
        // Sessions that an older version has stored have none.
        lineage = orNone(lineage);
    }

    private static Lineage orNone(@Nullable Lineage lineage) {
        return lineage == null ? Lineage.NONE : lineage;
    }

    public static Session fresh(SessionKey key) {
        return new Session(key, new Phase1.Fresh(), List.of(), List.of(), null, Lineage.NONE);
    }

    /** Whether there is nothing left to keep. */
    public boolean isOver() {
        return phase1 instanceof Phase1.Fresh && pending == null && lineage.heir() == null;
    }

    /** The earliest time at which something happens by itself. */
    public Optional<Instant> nextDeadline() {
        return Stream.of(
                        phase1.deadline().stream(),
                        quickModes.stream().map(QuickMode::deadline),
                        children.stream().flatMap(child -> child.deadline().stream()),
                        Stream.ofNullable(phase1 instanceof Phase1.Fresh ? lineage.until() : null))
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    public Session with(Phase1 next) {
        return new Session(key, next, quickModes, children, pending, lineage);
    }

    public Session with(Lineage next) {
        return new Session(key, phase1, quickModes, children, pending, next);
    }

    /** As if it had never been; only what it has handed over is still passed on. */
    public Session ended() {
        return fresh(key).with(lineage.remainder());
    }

    public Session with(@Nullable Pending next) {
        return new Session(key, phase1, quickModes, children, next, lineage);
    }

    /** With this Quick Mode, in place of the one with the same message ID. */
    public Session with(QuickMode next) {
        return new Session(
                key,
                phase1,
                replaced(quickModes, q -> q.messageId() == next.messageId(), next),
                children,
                pending,
                lineage);
    }

    /** With this child SA, in place of the one with the same inbound SPI. */
    public Session with(ChildSa next) {
        return new Session(
                key,
                phase1,
                quickModes,
                replaced(children, c -> c.inboundSpi() == next.inboundSpi(), next),
                pending,
                lineage);
    }

    public Session without(QuickMode gone) {
        return new Session(
                key,
                phase1,
                quickModes.stream()
                        .filter(q -> q.messageId() != gone.messageId())
                        .toList(),
                children,
                pending,
                lineage);
    }

    public Session without(ChildSa gone) {
        return new Session(
                key,
                phase1,
                quickModes,
                children.stream()
                        .filter(c -> c.inboundSpi() != gone.inboundSpi())
                        .toList(),
                pending,
                lineage);
    }

    public Optional<QuickMode> quickMode(int messageId) {
        return quickModes.stream().filter(q -> q.messageId() == messageId).findFirst();
    }

    public Optional<ChildSa> childWithInbound(long spi) {
        return children.stream().filter(c -> c.inboundSpi() == spi).findFirst();
    }

    /**
     * The child SA that a delete of this SPI is about. RFC 2408 3.15: the SPI is the sender's inbound one, so our outbound
     * one; some peers name the other.
     */
    public Optional<ChildSa> childDeletedAs(IpsecProtocol protocol, long spi) {
        return children.stream()
                .filter(child -> child.hasOutbound(protocol, spi))
                .findFirst()
                .or(() -> children.stream()
                        .filter(child -> child.hasInbound(protocol, spi))
                        .findFirst());
    }

    /** Wipes all secrets. Sessions of one step share them: call it when the last of them is stored. */
    public void destroy() {
        phase1.destroy();
        quickModes.forEach(QuickMode::destroy);
    }

    private static <T> List<T> replaced(List<T> list, Predicate<T> old, T next) {
        List<T> all = new ArrayList<>(list);
        all.removeIf(old);
        all.add(next);
        return all;
    }
}
