package io.ikebus.negotiator.engine;

import io.ikebus.protocol.octets.Secret;

/** What the vault said, or that it said nothing. */
public sealed interface VaultAnswer {
    /** @param credential its name, for the diary */
    record Skeyid(Secret skeyid, String credential) implements VaultAnswer {}

    /** No credential, or not for this caller: asking again does not help until somebody changes something. */
    record Refused(String reason) implements VaultAnswer {}

    /** The vault could not be asked; the session stays as it was and the peer's next retransmission tries again. */
    record Unreachable(String reason) implements VaultAnswer {}
}
