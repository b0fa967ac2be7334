package io.ikebus.vault.audit;

import java.util.List;
import java.util.function.Consumer;

/** Events that have yet to leave the vault. */
public interface Outbox {

    /** What came of {@link #publish}. */
    enum Turn {
        /** There may be more. */
        SENT,
        NOTHING_WAITS,
        ANOTHER_VAULT_SENDS
    }

    /**
     * Gives {@code send} the next events, and remembers that they are sent when it returns; if it throws, they stay the
     * next ones. No other vault sends meanwhile. Whoever dies in between has sent events that come again.
     */
    Turn publish(int most, Consumer<List<AuditEntry>> send);

    /** How many have yet to leave. */
    long waiting();
}
