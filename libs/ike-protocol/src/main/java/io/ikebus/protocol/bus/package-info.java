/**
 * What travels over Kafka: topic names, keys, headers and records, and their JSON form.
 *
 * <p>Datagram topics carry raw ISAKMP messages with {@link io.ikebus.protocol.bus.DatagramHeaders}; every other topic
 * carries JSON records with a version field. Unknown fields are passed over; anything else unexpected is garbage, told
 * apart by {@link io.ikebus.protocol.bus.BusValue}. No record holds a key in clear.
 */
@NullMarked
package io.ikebus.protocol.bus;

import org.jspecify.annotations.NullMarked;
