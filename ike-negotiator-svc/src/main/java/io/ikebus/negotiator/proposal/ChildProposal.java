package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.protocol.bus.SaTransform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The algorithms of an ESP SA. As text {@code aes256-sha2_256}, {@code aes128gcm16-modp2048}.
 *
 * @param pfs the group of Quick Mode's own key exchange, if there is to be one
 */
public record ChildProposal(SaTransform transform, Optional<DiffieHellmanGroup> pfs) {
    /**
     * What a connection without proposals of its own has: offered without PFS, taken from a peer with or without it.
     */
    public static final List<ChildProposal> DEFAULT = Stream.of("", "-ecp256", "-modp3072", "-modp2048", "-ecp384")
            .flatMap(pfs -> Stream.of("aes256gcm16", "aes128gcm16", "aes256-sha2_256", "aes128-sha2_256")
                    .map(algorithms -> parse(algorithms + pfs)))
            .toList();

    /** @throws IllegalArgumentException with a sentence that says what a proposal looks like */
    public static ChildProposal parse(String text) {
        return ProposalText.child(text);
    }

    @Override
    public String toString() {
        return ProposalText.child(this);
    }
}
