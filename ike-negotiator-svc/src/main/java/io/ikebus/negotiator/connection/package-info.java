/**
 * Connections: what may be negotiated with whom. Definitions come from the API and the compacted topic; a {@link
 * io.ikebus.negotiator.connection.ConnectionTable} answers which connection fits an address, an identity, a pair of
 * selectors. Pure values: nothing here reads the bus.
 */
@NullMarked
package io.ikebus.negotiator.connection;

import org.jspecify.annotations.NullMarked;
