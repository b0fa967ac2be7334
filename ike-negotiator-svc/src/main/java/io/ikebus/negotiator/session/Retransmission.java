package io.ikebus.negotiator.session;

import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that waits for its answer.
 *
 * @param sent how often it has been sent
 * @param next when it is sent again, or given up
 */
public record Retransmission(Octets message, int sent, Instant next) {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final double GROWTH = 1.8;
    /** 2, 3.6, 6.5, 11.7 and 21 s after one another; given up 38 s after the last. */
    static final int MOST = 6;

    public static Retransmission first(Octets message, Instant now) {
        return new Retransmission(message, 1, now.plus(FIRST_WAIT));
    }

    /** After one more time; empty if it has been sent often enough. */
    public Optional<Retransmission> again(Instant now) {
        if (sent == MOST) {
            return Optional.empty();
        }
        long wait = (long) (FIRST_WAIT.toMillis() * Math.pow(GROWTH, sent));
        return Optional.of(new Retransmission(message, sent + 1, now.plusMillis(wait)));
    }
}
