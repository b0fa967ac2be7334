/**
 * What an operator sees at {@code /q/health}: whether the sockets are open and with which kernel options, and whether
 * Kafka is there. Metrics are at {@code /q/metrics}: gauges are registered here, counters where they are counted.
 */
@NullMarked
package io.ikebus.transport.status;

import org.jspecify.annotations.NullMarked;
