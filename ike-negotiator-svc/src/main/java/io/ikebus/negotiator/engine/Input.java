package io.ikebus.negotiator.engine;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.octets.Octets;

/** What can happen to a session. */
public sealed interface Input {
    /** A datagram of this session's cookie arrived; nothing about {@code message} has been checked. */
    record DatagramReceived(DatagramHeaders headers, Octets message) implements Input {}

    record CommandReceived(IkeCommand command) implements Input {}

    /** The answer to the {@link Output.AskVault} of the step before. */
    record CredentialAnswered(VaultAnswer answer) implements Input {}

    record SaOutcomeReceived(SaOutcome outcome) implements Input {}

    /** A deadline of the session has passed; {@link Environment#now} tells which. */
    record TimerFired() implements Input {}
}
