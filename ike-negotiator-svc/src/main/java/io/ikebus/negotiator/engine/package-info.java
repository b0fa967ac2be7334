/**
 * The protocol engine: {@code step(session, input, environment) -> Step(session, outputs)}.
 *
 * <p>Sans-I/O and deterministic: inputs, clock, randomness, key pairs, connections and other sessions are arguments;
 * datagrams, SA orders, vault questions, diary and events come back as values. What an exchange does stands in {@code
 * exchange}, who finds it in {@code intake}; this package only says what can go in and out.
 */
@NullMarked
package io.ikebus.negotiator.engine;

import org.jspecify.annotations.NullMarked;
