/**
 * The engine on Kafka Streams.
 *
 * <pre>
 * ike.datagrams.inbound ─┐                                     ┌─▶ ike.datagrams.outbound   (by gateway)
 * ike.commands ──────────┼─▶ {@link io.ikebus.negotiator.shell.SessionProcessor} ─┼─▶ ipsec.sa.commands         (by gateway)
 * ipsec.sa.outcomes ─────┘    │        ▲                       └─▶ ike.commands, ike.status, ike.negotiations, siem.events
 * deadlines ────────────────▶ │        │
 *                             ▼        │
 *                      {@link io.ikebus.negotiator.shell.Round}: engine, vault
 * </pre>
 *
 * <p>In: records of this task's partitions, and the clock. Out: records, one transaction with the session's new state
 * and the consumed offsets. No protocol decision is made here: what a message means, the engine says.
 */
@NullMarked
package io.ikebus.negotiator.shell;

import org.jspecify.annotations.NullMarked;
