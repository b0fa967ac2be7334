package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;

/**
 * Where the chain ends. Without it nobody would miss the last events.
 *
 * @param number of the last event; 0 if there is none
 * @param hash of the last event
 * @param oldRows whether events of before the chain may still have to be moved into it
 * @param brokenAt the first event that a vault appended after it had found the end of the chain changed; 0 if none did.
 *     Once set it stays: no later event makes the chain whole again
 * @param holdings digest of what lies in the other tables as of the last change; empty as long as no change has said so
 * @param seal {@link ChainKey#seal} of all the others
 */
public record ChainHead(long number, Octets hash, boolean oldRows, long brokenAt, Octets holdings, Octets seal) {
    /** What the first event has for the hash of the one before it. */
    public static final Octets NO_HASH = Octets.wrap(new byte[32]);

    static ChainHead of(long number, Octets hash, boolean oldRows, long brokenAt, Octets holdings, ChainKey key) {
        ChainHead open = new ChainHead(number, hash, oldRows, brokenAt, holdings, Octets.EMPTY);
        return new ChainHead(number, hash, oldRows, brokenAt, holdings, key.seal(open));
    }
}
