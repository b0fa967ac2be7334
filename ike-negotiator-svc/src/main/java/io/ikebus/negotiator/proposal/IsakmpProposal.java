package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.auth.ExtendedAuthentication;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;

/**
 * The algorithms of an ISAKMP SA. As text {@code aes256-sha2_256-modp2048}.
 *
 * @param keyBits of the cipher
 * @param hash also the prf
 * @param authenticationMethod attribute 3: a number that {@link AuthenticationMethod} knows
 */
public record IsakmpProposal(
        IsakmpCipher cipher, int keyBits, HashAlgorithm hash, DiffieHellmanGroup group, int authenticationMethod) {
    /** @throws IllegalArgumentException if the cipher has no such key, or the method is unknown */
    public IsakmpProposal {
        if (!cipher.takesKeyOf(keyBits)) {
            throw new IllegalArgumentException(cipher + " has no key of " + keyBits + " bits");
        }
        if (!AuthenticationMethod.isKnown(authenticationMethod)) {
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
        int number = method.id(extended)
                .orElseThrow(() -> new IllegalArgumentException("there is no extended authentication after " + method));
        return new IsakmpProposal(cipher, keyBits, hash, group, number);
    }

    public Authentication authentication() {
        return AuthenticationMethod.authentication(authenticationMethod, hash);
    }

    /** What comes when phase 1 is done. */
    public ExtendedAuthentication extendedAuthentication() {
        return AuthenticationMethod.extendedAuthentication(authenticationMethod);
    }

    @Override
    public String toString() {
        return ProposalText.isakmp(this);
    }
}
