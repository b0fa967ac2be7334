/**
 * Audit events on their way to whoever watches: topic {@code siem.events}. The only place that knows Kafka.
 *
 * <p>In: events of the {@link io.ikebus.vault.audit.Outbox}, in their order. Out: {@link
 * io.ikebus.protocol.bus.SiemEvent}s, each at least once and with one id however often it comes; and how many wait.
 * While Kafka is away they wait in the table; while another vault sends, this one only looks.
 */
@NullMarked
package io.ikebus.vault.siem;

import org.jspecify.annotations.NullMarked;
