package io.ikebus.negotiator.store;

import io.ikebus.negotiator.session.Session;

/** What the store had under a key. */
public sealed interface Loaded {
    record Absent() implements Loaded {}

    record Found(Session session) implements Loaded {}

    /**
     * There is something, and it is no session of ours.
     *
     * @param reason a stable code: {@code session-form}, {@code session-key-unknown}, {@code session-not-authentic},
     *     {@code session-unreadable}
     */
    record Unopened(String reason) implements Loaded {}
}
