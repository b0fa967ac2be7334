package io.ikebus.testkit.net;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A network between two parties that misbehaves as told, in virtual time.
 *
 * <p>The same seed, conditions and messages give the same deliveries; a failed test prints {@link #toString} and can
 * be run again. The caller owns the clock: it hands in the time of sending, asks when the next message arrives, and
 * takes what has arrived. Not thread-safe.
 *
 * @param <M> a message, immutable
 */
public final class LossyNetwork<M> {

    private static final int HELD_BACK = 10;

    private record Flight<M>(Delivery<M> delivery, int order) {}

    private final long seed;
    private final Conditions conditions;
    private final BiFunction<M, RandomGenerator, M> corruption;
    private final RandomGenerator random;
    private final List<String> history = new ArrayList<>();
    private final PriorityQueue<Flight<M>> flying = new PriorityQueue<>(
            Comparator.<Flight<M>, Instant>comparing(flight -> flight.delivery().at())
                    .thenComparingInt(Flight::order));
    private int sent;
    private int launched;

    /**
     * @param corruption makes a damaged copy of a message; called only where the conditions corrupt
     */
    public LossyNetwork(long seed, Conditions conditions, BiFunction<M, RandomGenerator, M> corruption) {
        this.seed = seed;
        this.conditions = conditions;
        this.corruption = corruption;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** What becomes of the message is decided here. */
    public void send(Instant now, Party from, M message) {
        sent++;
        // All are drawn for each message, so that one chance more does not change the fate of later messages.
        boolean dropped = happens(conditions.drop());
        boolean duplicated = happens(conditions.duplicate());
        boolean reordered = happens(conditions.reorder());
        boolean corrupted = happens(conditions.corrupt());
        Duration delay = delay();
        Duration second = delay();
        history.add(sent + " " + from + (dropped ? " dropped" : "") + (duplicated ? " duplicated" : "")
                + (reordered ? " reordered" : "") + (corrupted ? " corrupted" : "") + " " + delay.toMillis() + "ms");
        if (dropped) {
            return;
        }
        M arriving = corrupted ? corruption.apply(message, random) : message;
        Duration held = reordered ? conditions.mostDelay().multipliedBy(HELD_BACK) : Duration.ZERO;
        launch(now.plus(delay).plus(held), from.other(), arriving);
        if (duplicated) {
            launch(now.plus(second), from.other(), message);
        }
    }

    /** When the next message arrives; empty if none is under way. */
    public Optional<Instant> nextArrival() {
        return Optional.ofNullable(flying.peek())
                .map(flight -> flight.delivery().at());
    }

    /** What has arrived by now, in order of arrival; each is handed out once. */
    public List<Delivery<M>> arrived(Instant now) {
        List<Delivery<M>> arrived = new ArrayList<>();
        for (Flight<M> next = flying.peek();
                next != null && !next.delivery().at().isAfter(now);
                next = flying.peek()) {
            arrived.add(next.delivery());
            flying.remove();
        }
        return arrived;
    }

    /** The seed and what happened to each message. */
    @Override
    public String toString() {
        return "LossyNetwork(seed " + seed + ", " + conditions + ")" + history;
    }

    private void launch(Instant at, Party to, M message) {
        flying.add(new Flight<>(new Delivery<>(at, sent, to, message), launched++));
    }

    private boolean happens(double chance) {
        return random.nextDouble() < chance;
    }

    private Duration delay() {
        long spread = conditions.mostDelay().minus(conditions.leastDelay()).toNanos();
        return conditions.leastDelay().plusNanos((long) (random.nextDouble() * spread));
    }
}
