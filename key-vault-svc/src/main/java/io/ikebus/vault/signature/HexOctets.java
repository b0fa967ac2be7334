package io.ikebus.vault.signature;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ikebus.protocol.octets.Octets;
import java.util.regex.Pattern;

/** Octets as hex digits. */
record HexOctets(Octets octets) {
    private static final int MOST = 16_384;
    private static final Pattern FORM = Pattern.compile("(?:[0-9a-fA-F]{2}){1," + MOST + "}+");

    /** @throws IllegalArgumentException unless this is hex of 1 to 16384 octets */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static HexOctets parse(String hex) {
        if (hex.length() > 2 * MOST || !FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("is 1 to " + MOST + " octets as hex digits");
        }
        return new HexOctets(Octets.fromHex(hex));
    }
}
