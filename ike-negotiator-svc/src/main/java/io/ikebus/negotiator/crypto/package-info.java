/**
 * Diffie-Hellman, hashes and ciphers of IKE, as functions of octets.
 *
 * <p>Keys, public values and messages flow in; shared secrets, prf outputs and ciphertext flow out. Randomness is an
 * argument. A peer's bad public value gives an empty result; a wrong length of our own making is our bug and throws.
 * Nothing here knows what a message means.
 *
 * <p>The only package of the engine that knows Bouncy Castle (curves, Camellia); hashes and the other ciphers are the
 * JDK's.
 */
@NullMarked
package io.ikebus.negotiator.crypto;

import org.jspecify.annotations.NullMarked;
