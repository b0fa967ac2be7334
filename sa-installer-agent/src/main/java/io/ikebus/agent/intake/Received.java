package io.ikebus.agent.intake;

import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaId;
import java.time.Instant;

/** What a record of {@code ipsec.sa.commands} turned out to be. */
sealed interface Received {

    /** @param issuedAt the record's time stamp */
    record Command(SaCommand command, Instant issuedAt) implements Received {}

    /** A tombstone of one of ours. */
    record Withdrawal(SaId id) implements Received {}

    /** Key, command and session contradict each other, and one of them names this gateway. */
    record Misaddressed(SaCommand command, String reason, String detail) implements Received {}

    /** Another gateway's, which shares the partition. */
    record Another() implements Received {}

    /** {@code reason} never shows content. */
    record Garbage(String reason) implements Received {}
}
