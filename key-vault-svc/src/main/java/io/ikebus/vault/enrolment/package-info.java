/**
 * How agents and transports come by their certificates: {@code /api/v1/service-authority}, {@code enrolment-tokens},
 * {@code enrolments}, {@code service-certificates}.
 *
 * <p>In: a one-time token and a request for a certificate from somebody who has nothing else; the same without a token
 * from whoever has a certificate; a person's tokens and revocations. Out: certificates for one role of one gateway, and
 * lists of those that are revoked. Every change is a {@link io.ikebus.vault.holdings.Decision}: a token is spent in the
 * transaction that records its certificate.
 *
 * <pre>
 * admin: token(agent, east) --by hand--> agent: token + request --> certificate agent:east --renew--> the next ...
 * </pre>
 */
@NullMarked
package io.ikebus.vault.enrolment;

import org.jspecify.annotations.NullMarked;
