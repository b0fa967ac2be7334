package io.ikebus.agent.intake;

import io.ikebus.agent.install.History;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The partition as it was found at start: what is desired, and what is still to be done.
 *
 * <p>Of the commands that are still to be done, the last of each SA counts: an install whose removal has come already was
 * perhaps executed just before this agent's predecessor died, and must not be executed again.
 */
final class Replay {
    private final Map<SaId, History.Entry> desired = new LinkedHashMap<>();
    private final Map<SaId, Received> pending = new LinkedHashMap<>();
    private final List<Received> toAnswer = new ArrayList<>();
    private final Set<SaRef> named = new HashSet<>();

    /** @param executed whether the record lies before the committed offset */
    void add(Received received, boolean executed) {
        switch (received) {
            case Received.Command(SaCommand command, var issuedAt) -> {
                named.add(SaRef.of(command.id()));
                if (executed) {
                    executed(command);
                } else {
                    pending(command.id(), received);
                    propose(command);
                }
            }
            case Received.Withdrawal(SaId id) -> {
                named.add(SaRef.of(id));
                if (executed) {
                    desired.remove(id);
                } else {
                    pending(id, received);
                }
            }
            case Received.Misaddressed misaddressed -> {
                if (!executed) {
                    toAnswer.add(misaddressed);
                }
            }
            case Received.Another another -> {}
            case Received.Garbage garbage -> {}
        }
    }

    History history() {
        return new History(List.copyOf(desired.values()), named);
    }

    /** What is to be executed or answered, in order. */
    List<Received> pending() {
        List<Received> all = new ArrayList<>(toAnswer);
        all.addAll(pending.values());
        return all;
    }

    private void executed(SaCommand command) {
        switch (command) {
            case SaCommand.Install install -> {
                desired.remove(install.id());
                desired.put(install.id(), new History.Entry(install, true));
            }
            // An update keeps the rank of its install.
            case SaCommand.Update update -> desired.put(update.id(), new History.Entry(update, true));
            case SaCommand.Close close -> desired.put(close.id(), new History.Entry(close, true));
            case SaCommand.Remove remove -> desired.remove(remove.id());
        }
    }

    /** A command whose offset was not committed may have been executed all the same: the kernel's dump will tell. */
    private void propose(SaCommand command) {
        switch (command) {
            case SaCommand.Install install -> desired.putIfAbsent(install.id(), new History.Entry(install, false));
            case SaCommand.Update update -> desired.putIfAbsent(update.id(), new History.Entry(update, false));
            case SaCommand.Close close -> desired.putIfAbsent(close.id(), new History.Entry(close, false));
            case SaCommand.Remove remove -> {}
        }
    }

    private void pending(SaId id, Received received) {
        pending.remove(id);
        pending.put(id, received);
    }
}
