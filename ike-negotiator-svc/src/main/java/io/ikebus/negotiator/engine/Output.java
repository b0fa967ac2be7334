package io.ikebus.negotiator.engine;

import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;

/** What a step wants done. The shell does it in this order; all of it is one transaction with the session's new state. */
public sealed interface Output {
    record SendDatagram(DatagramHeaders headers, Octets message) implements Output {}

    /** The shell seals {@code keymat} to the gateway's agent and wipes it. */
    record InstallSa(String connection, SaId id, SaDescription sa, List<PolicyDescription> policies, Secret keymat)
            implements Output {}

    /** The SA goes, its policies stay. */
    record CloseSa(String connection, SaId id, SaDescription sa, List<PolicyDescription> policies, String reason)
            implements Output {}

    record RemoveSa(String connection, SaId id, String reason) implements Output {}

    /** The agent has confirmed the removal: the record of this SA can go from the bus. */
    record ForgetSa(SaId id) implements Output {}

    /**
     * The step cannot go on without the vault. The last output of its step; the shell asks and steps again, with the
     * session of this step, before it takes anything else for this session.
     */
    record AskVault(VaultQuestion question) implements Output {}

    /** A claim to an address, or its release; {@link IkeCommand.Lease} answers a claim. */
    record Lease(LeaseRequest request) implements Output {}

    /** An order to another session. */
    record Command(IkeCommand command) implements Output {}

    /** The session's status for operators, after this step. */
    record Report(SessionStatus status) implements Output {}

    /** The session is over; its status goes. */
    record Retire(SessionKey session) implements Output {}

    record Note(DiaryEntry entry) implements Output {}

    record Announce(SiemEvent event) implements Output {}

    /** One more for the counter with this reason: what was dropped or refused, by a stable code. */
    record Count(String reason) implements Output {}
}
