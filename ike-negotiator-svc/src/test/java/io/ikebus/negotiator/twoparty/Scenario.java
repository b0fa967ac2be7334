package io.ikebus.negotiator.twoparty;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Exchange;
import io.ikebus.negotiator.connection.Connection.WhenDead;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens to two gateways, all of it made from a seed: how they negotiate, how bad the network is, and what else
 * goes wrong meanwhile.
 */
record Scenario(
        long seed,
        Exchange exchange,
        AuthenticationMethod authentication,
        boolean pfs,
        WhenDead whenDead,
        Conditions conditions,
        List<Event> events) {
    /** Until then the network is bad and things happen. */
    static final Duration TROUBLE = Duration.ofSeconds(150);

    static final int CHILD_LIFETIME_SECONDS = 300;
    private static final int DPD_INTERVAL_SECONDS = 10;
    private static final int DPD_TIMEOUT_SECONDS = 40;
    private static final int MOST_EVENTS = 6;

    enum Side {
        WEST,
        EAST
    }

    enum Kind {
        INITIATE,
        TERMINATE,
        SOFT_EXPIRE,
        LOSE_ONE_SA,
        LOSE_ALL_SAS,
        VAULT_AWAY,
        VAULT_BACK,
        AGENT_SILENT,
        AGENT_REFUSES,
        AGENT_OBEYS,
        CRASH
    }

    /** @param at since the start */
    record Event(Duration at, Side side, Kind kind) {}

    static Scenario of(long seed) {
        Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        return new Scenario(
                seed,
                any(random, Exchange.values()),
                any(random, AuthenticationMethod.values()),
                random.nextBoolean(),
                any(random, WhenDead.values()),
                conditions(random),
                events(random));
    }

    private static Conditions conditions(Random random) {
        if (random.nextInt(5) == 0) {
            return Conditions.perfect();
        }
        return new Conditions(
                random.nextDouble() * 0.4,
                random.nextDouble() * 0.4,
                random.nextDouble() * 0.3,
                random.nextDouble() * 0.3,
                Duration.ofMillis(1),
                Duration.ofMillis(1 + random.nextInt(600)));
    }

    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        events.add(new Event(Duration.ZERO, any(random, Side.values()), Kind.INITIATE));
        for (int i = random.nextInt(MOST_EVENTS + 1); i > 0; i--) {
            // Most of it at the beginning, where handshakes are.
            long millis = (long) (Math.pow(random.nextDouble(), 3) * TROUBLE.toMillis());
            events.add(new Event(Duration.ofMillis(millis), any(random, Side.values()), any(random, Kind.values())));
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    TwoParties parties() {
        TwoParties parties = new TwoParties(connection(Side.WEST), connection(Side.EAST), seed, conditions);
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            gateway.keys = TestKeys.of(authentication);
            gateway.watchesLifetimes = true;
        }
        return parties;
    }

    private Connection connection(Side side) {
        return TwoParties.connection(side == Side.WEST ? "west" : "east")
                .exchange(exchange)
                .authentication(authentication)
                .child(pfs ? "aes128gcm16-ecp256" : "aes128gcm16")
                .dpd(DPD_INTERVAL_SECONDS, DPD_TIMEOUT_SECONDS, whenDead)
                .lifetime(CHILD_LIFETIME_SECONDS)
                .build();
    }
}
