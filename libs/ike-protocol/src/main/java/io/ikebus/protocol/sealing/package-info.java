/**
 * Sealing: what makes the bus blind. {@link io.ikebus.protocol.sealing.AeadSealing} seals sessions under a key that the
 * vault issued; {@link io.ikebus.protocol.sealing.Hpke} seals SA keys to one gateway's agent; {@link
 * io.ikebus.protocol.sealing.PartitionHash} spreads keys over partitions so that nobody outside can aim.
 *
 * <p>Besides the negotiator's crypto package the only place that knows Bouncy Castle.
 */
@NullMarked
package io.ikebus.protocol.sealing;

import org.jspecify.annotations.NullMarked;
