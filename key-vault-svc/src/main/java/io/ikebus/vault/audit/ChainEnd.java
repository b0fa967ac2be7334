package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;
import java.util.Optional;

/**
 * The end of the chain as the database has it, at one moment; not yet believed.
 *
 * @param head empty if the row is not there
 * @param lastNumber the highest number of an event; 0 if there is none
 * @param lastHash the hash of that event
 */
public record ChainEnd(Optional<ChainHead> head, long lastNumber, Octets lastHash) {}
