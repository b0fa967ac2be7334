package io.ikebus.negotiator.session;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.octets.Octets;
import java.util.HashMap;
import java.util.Map;

/**
 * What waits for the vault's answer. Lives within one turn of the shell and is never stored.
 *
 * @param question that is open
 * @param answers what the vault has said to questions of the same cause
 */
public record Pending(Cause cause, VaultQuestion question, Map<VaultQuestion, VaultAnswer> answers) {
    public Pending {
        answers = Map.copyOf(answers);
    }

    /** What is taken in once more, with the answer. */
    public sealed interface Cause {
        record Datagram(DatagramHeaders headers, Octets message) implements Cause {}

        record Order(IkeCommand command) implements Cause {}
    }

    /** All answers, this one to the open question included. */
    public Map<VaultQuestion, VaultAnswer> with(VaultAnswer answer) {
        Map<VaultQuestion, VaultAnswer> all = new HashMap<>(answers);
        all.put(question, answer);
        return all;
    }
}
