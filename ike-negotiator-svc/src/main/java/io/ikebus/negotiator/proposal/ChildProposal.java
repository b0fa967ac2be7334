package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.protocol.bus.SaTransform;
import java.util.Optional;

/**
 * The algorithms of an ESP SA. As text {@code aes256-sha2_256}, {@code aes128gcm16-modp2048}.
 *
 * @param pfs the group of Quick Mode's own key exchange, if there is to be one
 */
public record ChildProposal(SaTransform transform, Optional<DiffieHellmanGroup> pfs) {
    /** @throws IllegalArgumentException with a sentence that says what a proposal looks like */
    public static ChildProposal parse(String text) {
        return ProposalText.child(text);
    }

    @Override
    public String toString() {
        return ProposalText.child(this);
    }
}
