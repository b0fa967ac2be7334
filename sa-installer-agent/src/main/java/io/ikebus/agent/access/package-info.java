/**
 * Who calls the API: a person with a bearer token, whose roles are in its claim {@code groups}, or the launcher of a local
 * stack, whose certificate has the common name {@code launcher}.
 *
 * <p>In: certificates and tokens that TLS and OpenID Connect have verified. Out: the roles {@code viewer} and {@code
 * operator}. No other service has business here.
 */
@NullMarked
package io.ikebus.agent.access;

import org.jspecify.annotations.NullMarked;
