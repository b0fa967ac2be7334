/**
 * From {@code ike.datagrams.outbound} to the sockets.
 *
 * <p>In: committed records of the one partition that belongs to this gateway. Out: batches of datagrams, each naming
 * the local address and port it leaves from. Records of another gateway, garbage and what was decided too long ago are
 * dropped and counted.
 *
 * <p>How the partition is chosen: the number of partitions is known only once the broker has answered, but SmallRye
 * takes an assignment ({@code assign-seek}) from the configuration. So the channel starts paused on partition 0 and
 * polls nothing; when the number is known the consumer is assigned, on its own polling thread, the partition that the
 * gateway's name hashes to, at its end, and the channel is resumed. There is no consumer group: no offset is ever
 * committed, since old datagrams are worth nothing.
 */
@NullMarked
package io.ikebus.transport.egress;

import org.jspecify.annotations.NullMarked;
