/**
 * Who calls. A service is who its client certificate says: the subject's common name is {@code negotiator}, {@code
 * agent:east} or {@code transport:east}. A person is who the bearer token says, with roles from its claim {@code
 * groups}.
 *
 * <p>In: certificates and tokens that TLS and OpenID Connect have verified. Out: roles, and the gateway that a service
 * belongs to. A token never makes a service, nor a certificate a person. Which certificates are revoked, {@link
 * io.ikebus.vault.access.CertificateStanding} says.
 *
 * <p>Knows nothing of the vault.
 */
@NullMarked
package io.ikebus.vault.access;

import org.jspecify.annotations.NullMarked;
