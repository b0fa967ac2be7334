package io.ikebus.vault.decryption;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ikebus.protocol.octets.Octets;
import java.util.regex.Pattern;

/** What somebody encrypted to one of our keys. */
record RsaBlock(Octets octets) {
    /** Of the longest key that the vault takes. */
    private static final int MOST = 1_024;

    private static final Pattern FORM = Pattern.compile("(?:[0-9a-fA-F]{2}){1," + MOST + "}+");

    /** @throws IllegalArgumentException unless this is hex of 1 to 1024 octets */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RsaBlock parse(String hex) {
        if (hex.length() > 2 * MOST || !FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("is 1 to " + MOST + " octets as hex digits");
        }
        return new RsaBlock(Octets.fromHex(hex));
    }
}
