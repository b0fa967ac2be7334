/**
 * What every package of this service hands on: a datagram with both its ends, and the reason why one was dropped.
 *
 * <p>{@link io.ikebus.transport.datagram.DropLedger} is where every drop ends, whichever package decided it: counted
 * by reason, and told in the log with both cookies, a few lines per reason and not one per datagram.
 */
@NullMarked
package io.ikebus.transport.datagram;

import org.jspecify.annotations.NullMarked;
