package io.ikebus.vault.skeyid;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ikebus.protocol.octets.Octets;
import java.util.regex.Pattern;

/** The body of a nonce payload. */
record Nonce(Octets octets) {
    // RFC 2409 5: "The length of nonce payload MUST be between 8 and 256 bytes inclusive."
    private static final Pattern FORM = Pattern.compile("(?:[0-9a-fA-F]{2}){8,256}");

    /** @throws IllegalArgumentException unless this is hex of 8 to 256 octets */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Nonce parse(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a nonce is 8 to 256 octets as hex digits");
        }
        return new Nonce(Octets.fromHex(hex));
    }
}
