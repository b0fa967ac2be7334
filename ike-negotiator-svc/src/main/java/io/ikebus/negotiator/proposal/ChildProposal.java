package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaTransform;
import java.util.Optional;

/**
 * The algorithms of a child SA: of ESP, of AH, or of ESP inside AH as one bundle. As text {@code aes256-sha2_256}, {@code
 * aes128gcm16-modp2048}, {@code ah-sha2_256}, {@code aes128gcm16+ah-sha2_256}.
 *
 * @param transform of ESP or of AH; of a bundle that of ESP
 * @param pfs the group of Quick Mode's own key exchange, if there is to be one
 * @param bundledAh what AH around ESP does, in a bundle
 */
public record ChildProposal(SaTransform transform, Optional<DiffieHellmanGroup> pfs, Optional<SaTransform> bundledAh) {
    public ChildProposal {
        if (bundledAh.isPresent()
                && (transform.protocol() != IpsecProtocol.ESP || bundledAh.get().protocol() != IpsecProtocol.AH)) {
            throw new IllegalArgumentException("a bundle is ESP inside AH");
        }
    }

    /** Of one SA in each direction. */
    public ChildProposal(SaTransform transform, Optional<DiffieHellmanGroup> pfs) {
        this(transform, pfs, Optional.empty());
    }

    /** @throws IllegalArgumentException with a sentence that says what a proposal looks like */
    public static ChildProposal parse(String text) {
        return ChildProposalText.read(text);
    }

    /** Of {@link #transform}. */
    public IpsecProtocol protocol() {
        return transform.protocol();
    }

    /** RFC 3948 puts ESP into UDP, and nothing else: AH does not pass a translator. */
    public boolean passesTranslators() {
        return protocol() == IpsecProtocol.ESP && bundledAh.isEmpty();
    }

    @Override
    public String toString() {
        return ChildProposalText.write(this);
    }
}
