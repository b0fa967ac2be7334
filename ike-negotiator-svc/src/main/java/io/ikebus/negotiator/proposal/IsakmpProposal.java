package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;

/**
 * The algorithms of an ISAKMP SA. As text {@code aes256-sha2_256-modp2048}.
 *
 * @param keyBits of the cipher
 * @param hash also the prf
 * @param authenticationMethod number of an {@link AuthenticationMethod}, and of what comes after it
 */
public record IsakmpProposal(
        IsakmpCipher cipher, int keyBits, HashAlgorithm hash, DiffieHellmanGroup group, int authenticationMethod) {
    public static final int PRE_SHARED_KEY = AuthenticationMethod.PRE_SHARED_KEY.id();

    /** @throws IllegalArgumentException if the cipher has no such key, or the method is unknown */
    public IsakmpProposal {
        if (!cipher.takesKeyOf(keyBits)) {
            throw new IllegalArgumentException(cipher + " has no key of " + keyBits + " bits");
        }
        if (AuthenticationMethod.ofId(authenticationMethod).isEmpty()) {
            throw new IllegalArgumentException("authentication method " + authenticationMethod + " is not supported");
        }
    }

    /** @throws IllegalArgumentException with a sentence that says what a proposal looks like */
    public static IsakmpProposal parse(String text) {
        return ProposalText.isakmp(text);
    }

    /** The same algorithms with another proof of identity. */
    public IsakmpProposal authenticatedBy(AuthenticationMethod method) {
        return authenticatedBy(method, ExtendedAuthentication.NONE);
    }

    /** @throws IllegalArgumentException if nothing of the kind {@code extended} can come after {@code method} */
    public IsakmpProposal authenticatedBy(AuthenticationMethod method, ExtendedAuthentication extended) {
        return new IsakmpProposal(cipher, keyBits, hash, group, extended.idAfter(method));
    }

    /** What comes when phase 1 is done. */
    public ExtendedAuthentication extendedAuthentication() {
        return ExtendedAuthentication.ofId(authenticationMethod);
    }

    @Override
    public String toString() {
        return ProposalText.isakmp(this);
    }
}
