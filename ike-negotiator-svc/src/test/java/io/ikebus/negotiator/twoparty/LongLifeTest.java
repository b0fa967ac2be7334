package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tunnels that live for hours over bad networks, as many as {@code -Dikebus.seeds} says, from the seed {@code
 * -Dikebus.seed} on. SAs of both phases are renewed many times, often by both ends at once, and packets are sent each way
 * whenever anything happens: all of them arrive.
 *
 * <p>The network alters nothing, unlike {@link RandomNetworkTest}'s: nothing protects what message 3 of Main Mode says of
 * translators, so an altered one makes an ISAKMP SA under which no Quick Mode succeeds.
 */
final class LongLifeTest {
    private static final long FIRST = Long.getLong("ikebus.seed", 1);
    private static final int SEEDS = Integer.getInteger("ikebus.seeds", 30);
    private static final int CHILD_SECONDS = 1200;
    private static final int IKE_SECONDS = 3000;
    private static final Duration ROUND = Duration.ofMinutes(10);
    private static final int ROUNDS = 15;
    private static final Duration CALM = Duration.ofMinutes(4);

    @Test
    void noPacketIsLostOverHoursOfRenewals() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            // Given a tunnel
            Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
            TwoParties parties = new TwoParties(
                    connection("west").lifetimes(IKE_SECONDS, CHILD_SECONDS).build(),
                    connection("east").lifetimes(IKE_SECONDS, CHILD_SECONDS).build(),
                    seed,
                    Conditions.perfect());
            parties.west.watchesLifetimes = true;
            parties.east.watchesLifetimes = true;
            if (random.nextBoolean()) {
                parties.west.initiate(parties.now, "to-east", seed);
            } else {
                parties.east.initiate(parties.now, "to-west", seed);
            }
            parties.run(Duration.ofSeconds(10));
            Flow flow = parties.live();
            // When hours pass over a bad network, and both ends want new child SAs now and then
            parties.worsen(seed, conditions(random));
            for (int round = 0; round < ROUNDS; round++) {
                parties.run(ROUND);
                if (random.nextInt(3) == 0) {
                    bothReachTheirLimit(parties);
                }
            }
            parties.calmDown();
            parties.run(CALM);
            parties.runUntilNothingIsReplaced();
            // Then
            long story = seed;
            assertThat(flow.lost()).as(() -> story(story, parties)).isEmpty();
            assertThat(parties.agreeOn(2)).as(() -> story(story, parties)).isTrue();
        }
    }

    private static void bothReachTheirLimit(TwoParties parties) {
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            gateway.kernel.keySet().stream()
                    .reduce((_, later) -> later)
                    .ifPresent(sa -> gateway.report(parties.now, sa, SaOutcome.Kind.SOFT_EXPIRED));
        }
    }

    private static Conditions conditions(Random random) {
        return new Conditions(
                random.nextDouble() * 0.15,
                random.nextDouble() * 0.2,
                random.nextDouble() * 0.2,
                0,
                Duration.ofMillis(1),
                Duration.ofMillis(1 + random.nextInt(400)));
    }

    private static String story(long seed, TwoParties parties) {
        return Stream.of(parties.west, parties.east)
                .flatMap(gateway -> gateway.diary.stream())
                .sorted(Comparator.comparing(DiaryEntry::at))
                .map(entry -> String.join(
                        " ",
                        Duration.between(TwoParties.START, entry.at()).toString(),
                        entry.session().toString(),
                        entry.kind().toString(),
                        entry.label(),
                        entry.text()))
                .collect(Collectors.joining("\n", "seed " + seed + "\n", "\n"));
    }
}
