/**
 * Where every input enters the protocol: {@link io.ikebus.negotiator.intake.Engine} checks what holds for all messages
 * (header, path), hands the input to its exchange and reports the session's status when it has changed. An input and a
 * session flow in; a {@link io.ikebus.negotiator.engine.Step} flows out.
 */
@NullMarked
package io.ikebus.negotiator.intake;

import org.jspecify.annotations.NullMarked;
