/**
 * Certificates, revocation lists and what can be said of them (RFC 5280, RFC 4945).
 *
 * <p>In: octets from a peer or an operator, all hostile; trust anchors; a moment. Out: certificates, a path from one of
 * them to an anchor, or a {@link io.ikebus.vault.certificate.CertificateFault} with a stable code. Paths are validated by
 * the JDK; what is ours is to find candidates, and to say which of them failed and why.
 *
 * <p>Pure: no clock, no network, no files.
 */
@NullMarked
package io.ikebus.vault.certificate;

import org.jspecify.annotations.NullMarked;
