/**
 * HTTPS to the services of a stack: mutual TLS, a bearer token, JSON.
 *
 * <p>In: PEM files, a token, addresses. Out: status and body of each answer; a problem (RFC 9457) becomes one sentence.
 * Nothing here knows an endpoint.
 */
@NullMarked
package io.ikebus.local.api;

import org.jspecify.annotations.NullMarked;
