/**
 * Makes certificates and revocation lists (RFC 5280), and reads requests for certificates (RFC 2986).
 *
 * <p>In: requests, all hostile; an authority's certificate and key; a moment. Out: certificates and lists in DER, or a
 * {@link io.ikebus.vault.certificate.CertificateFault}. Of a request nothing is taken but its key, and that only if the
 * request is signed with it: whom a certificate is for, others say.
 *
 * <p>The only place that knows Bouncy Castle, which assembles; signatures are the JDK's. Pure: no clock, no files.
 */
@NullMarked
package io.ikebus.vault.issuing;

import org.jspecify.annotations.NullMarked;
