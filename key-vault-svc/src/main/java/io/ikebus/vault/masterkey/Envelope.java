package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.sealing.AeadSealing;
import java.util.Optional;

/**
 * A sealed value: a data key that was made for it alone, wrapped by the master key, and the value under the data key.
 *
 * <pre>
 * | version 2 | length n (2) | wrapped data key (n) | sealed value |
 * </pre>
 *
 * Both parts are as {@link AeadSealing} makes them. A value of version 1 is from before there were data keys: the master
 * key sealed it by itself.
 */
record Envelope(Octets wrapped, Octets sealed) {
    private static final int VERSION = 2;
    private static final int HEAD = 3;

    /** Empty if the form is wrong, and for version 1. */
    static Optional<Envelope> read(Octets octets) {
        if (octets.length() <= HEAD || octets.u8(0) != VERSION) {
            return Optional.empty();
        }
        int end = HEAD + octets.u16(1);
        return end >= octets.length()
                ? Optional.empty()
                : Optional.of(new Envelope(octets.slice(HEAD, end), octets.from(end)));
    }

    /** The id of the master key that is needed to open this; empty if the form is wrong. */
    static Optional<String> masterKeyId(Octets octets) {
        return read(octets)
                .map(envelope -> AeadSealing.keyId(envelope.wrapped()))
                .orElseGet(() -> AeadSealing.keyId(octets));
    }

    Octets encoded() {
        return Octets.concat(Octets.of(VERSION), Octets.ofNumber(wrapped.length(), 2), wrapped, sealed);
    }
}
