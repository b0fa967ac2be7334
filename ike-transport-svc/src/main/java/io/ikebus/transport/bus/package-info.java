/**
 * Whether Kafka is there, and how many partitions the datagram topics have.
 *
 * <p>In: the cluster's answers, asked for every few seconds. Out: {@link io.ikebus.transport.bus.BusState}, and a call
 * to whoever waits for the numbers of partitions. Nothing here carries datagrams.
 */
@NullMarked
package io.ikebus.transport.bus;

import org.jspecify.annotations.NullMarked;
