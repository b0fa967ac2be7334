/**
 * The exchanges of IKEv1: what each message must hold, what it does to a session, what answers it.
 *
 * <p>An input that the intake has assigned flows in, with the session and a {@link io.ikebus.negotiator.exchange.Turn};
 * the next session flows back, and what is to be done lies in the turn. Main Mode and Quick Mode have a file per role;
 * what they share stands apart: {@code PayloadRules} (which payloads a message may hold), {@code Protection} (ciphertext
 * and IVs), {@code Notices} (notify and delete), {@code ChildSas} (orders to the agent).
 */
@NullMarked
package io.ikebus.negotiator.exchange;

import org.jspecify.annotations.NullMarked;
