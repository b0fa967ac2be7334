/**
 * What a negotiator remembers of one ISAKMP SA: its phase 1 state, the Quick Modes that are under way and the child SAs
 * that came of them. Immutable values with their secrets in {@link io.ikebus.protocol.octets.Secret}; {@link
 * io.ikebus.negotiator.session.SessionCodec} turns a session into bytes that are to be sealed, and back. Nothing here
 * decides anything.
 */
@NullMarked
package io.ikebus.negotiator.session;

import org.jspecify.annotations.NullMarked;
