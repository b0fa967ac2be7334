/**
 * What a negotiator keeps.
 *
 * <p>Sessions live in a Kafka Streams store with a changelog topic, sealed under a key the vault issued; {@link
 * io.ikebus.negotiator.store.KeyRing} holds those keys. {@link io.ikebus.negotiator.store.Deadlines} says which session
 * is to be woken next. {@link io.ikebus.negotiator.store.ConnectionBoard} and {@link
 * io.ikebus.negotiator.store.StatusBoard} are this process's view of two compacted topics: in come records, out come the
 * connection table of the engine and the answers of the API.
 */
@NullMarked
package io.ikebus.negotiator.store;

import org.jspecify.annotations.NullMarked;
