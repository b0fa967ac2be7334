package io.ikebus.negotiator.session;

import io.ikebus.protocol.bus.SessionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which session was before this one, and which comes after it.
 *
 * @param renews the session whose place this one was begun to take
 * @param heir the session that has this one's child SAs now; what is heard of them here is passed on to it
 * @param until when the last SA that was handed over is past its hard limit, so that nothing can come any more
 */
public record Lineage(
        @Nullable SessionKey renews,
        @Nullable SessionKey heir,
        @Nullable Instant until) {
    public static final Lineage NONE = new Lineage(null, null, null);

    public static Lineage renewing(SessionKey predecessor) {
        return new Lineage(predecessor, null, null);
    }

    public Lineage givenTo(SessionKey successor) {
        return new Lineage(renews, successor, until);
    }

    public Lineage atLeastUntil(Instant last) {
        return new Lineage(renews, heir, until == null || until.isBefore(last) ? last : until);
    }

    /** What stays of it when the session itself is over. */
    Lineage remainder() {
        return heir == null || until == null ? NONE : new Lineage(null, heir, until);
    }
}
