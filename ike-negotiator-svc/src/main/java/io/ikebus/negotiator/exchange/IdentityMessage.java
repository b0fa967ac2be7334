package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import org.jspecify.annotations.Nullable;

/** Message 5 or 6 of Main Mode under the keys of one candidate: who the sender says it is, and whether that is proved. */
sealed interface IdentityMessage {
    /** Whether it is the sender's candidate, or may turn out to be. */
    boolean mayHold();

    /** It cannot be read with these keys. */
    record Garbage(Fault fault) implements IdentityMessage {
        @Override
        public boolean mayHold() {
            return false;
        }
    }

    /** It can be read. */
    record Readable(KeyMaterial material, PayloadChain chain, Payload.Identification sender, Verdict<String> proof)
            implements IdentityMessage {
        @Override
        public boolean mayHold() {
            return !(proof instanceof Verdict.Refused);
        }
    }

    /** Verifies what a message that can be read says of its sender. */
    interface Check {
        Verdict<String> of(PayloadChain chain, Payload.Identification sender, KeyMaterial material);
    }

    /** @param toldBefore body of the sender's ID payload, if an earlier message had it */
    static IdentityMessage read(
            Octets message,
            Role sender,
            IsakmpProposal proposal,
            KeyMaterial material,
            @Nullable Octets toldBefore,
            Check check) {
        Authentication method = proposal.authentication();
        return switch (Read.encrypted(
                message,
                new Protection(proposal, material.keys()),
                material.iv(),
                PayloadRules.identity(method, sender))) {
            case Read.Bad(Fault fault) -> new Garbage(fault);
            case Read.Good(PayloadChain chain) -> {
                Payload.Identification who = toldBefore == null
                        ? chain.only(Payload.Identification.class).orElseThrow()
                        : Handshakes.identification(toldBefore);
                yield new Readable(material, chain, who, check.of(chain, who, material));
            }
        };
    }
}
