package io.ikebus.protocol.bus;

import java.time.Instant;
import java.util.Objects;

/**
 * What an agent says of one SA, on {@link Topics#SA_OUTCOMES}, keyed by the session.
 *
 * @param reason a stable code: {@code ok}, or for a failure the kernel's name ({@code EEXIST}, {@code EPROTONOSUPPORT})
 *     or the agent's ({@code unsealable}, {@code wrong-gateway})
 * @param detail a sentence for people; empty if there is nothing to say
 */
public record SaOutcome(int v, SessionKey session, SaId id, Kind kind, String reason, String detail, Instant at) {
    public static final int VERSION = 1;
    public static final String OK = "ok";

    public enum Kind {
        INSTALLED,
        REMOVED,
        FAILED,
        SOFT_EXPIRED,
        HARD_EXPIRED,
        /** Was installed once and is no longer in the kernel; never installed again. */
        LOST
    }

    public SaOutcome {
        Objects.requireNonNull(session);
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(at);
    }
}
