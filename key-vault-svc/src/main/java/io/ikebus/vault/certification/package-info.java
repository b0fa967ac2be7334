/**
 * Keys of our own before they are certified: made here, and asked about with PKCS #10 (RFC 2986).
 *
 * <p>In: an algorithm, or a private key that has been opened for this; what it shall be certified as. Out: a private key in
 * PKCS #8, its public half, a certification request in PEM. The only package that knows Bouncy Castle; it gets numbers and
 * keys that the JDK has read, never octets from outside.
 */
@NullMarked
package io.ikebus.vault.certification;

import org.jspecify.annotations.NullMarked;
