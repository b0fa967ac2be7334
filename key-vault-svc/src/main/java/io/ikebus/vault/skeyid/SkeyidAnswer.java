package io.ikebus.vault.skeyid;

import io.ikebus.protocol.octets.Secret;
import java.util.HexFormat;

/**
 * @param skeyid hex, as long as the hash
 * @param credential the name of the credential whose key it was
 */
record SkeyidAnswer(String skeyid, String credential) {

    static SkeyidAnswer of(Secret skeyid, String credential) {
        return new SkeyidAnswer(skeyid.with(HexFormat.of()::formatHex), credential);
    }

    @Override
    public String toString() {
        return "SkeyidAnswer[" + credential + "]";
    }
}
