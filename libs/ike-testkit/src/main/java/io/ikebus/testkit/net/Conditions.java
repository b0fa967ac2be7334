package io.ikebus.testkit.net;

import java.time.Duration;

/**
 * How bad a network is. Chances are from 0 (never) to 1 (always), for each message and independent of each other.
 *
 * @param drop the message never arrives
 * @param duplicate it arrives twice, the second time with a delay of its own
 * @param reorder it is held back for ten times the longest delay, so that later ones overtake it
 * @param corrupt it arrives damaged
 * @param leastDelay between sending and arrival
 * @param mostDelay between sending and arrival
 */
public record Conditions(
        double drop, double duplicate, double reorder, double corrupt, Duration leastDelay, Duration mostDelay) {

    public Conditions {
        chance("drop", drop);
        chance("duplicate", duplicate);
        chance("reorder", reorder);
        chance("corrupt", corrupt);
        if (leastDelay.isNegative() || mostDelay.compareTo(leastDelay) < 0) {
            throw new IllegalArgumentException("a delay of " + leastDelay + " to " + mostDelay + " is none");
        }
    }

    /** All arrives once, whole, in order, after a millisecond. */
    public static Conditions perfect() {
        return new Conditions(0, 0, 0, 0, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    public Conditions dropping(double chance) {
        return new Conditions(chance, duplicate, reorder, corrupt, leastDelay, mostDelay);
    }

    public Conditions duplicating(double chance) {
        return new Conditions(drop, chance, reorder, corrupt, leastDelay, mostDelay);
    }

    public Conditions reordering(double chance) {
        return new Conditions(drop, duplicate, chance, corrupt, leastDelay, mostDelay);
    }

    public Conditions corrupting(double chance) {
        return new Conditions(drop, duplicate, reorder, chance, leastDelay, mostDelay);
    }

    public Conditions delaying(Duration least, Duration most) {
        return new Conditions(drop, duplicate, reorder, corrupt, least, most);
    }

    private static void chance(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("the chance to " + name + " lies between 0 and 1, not at " + value);
        }
    }
}
