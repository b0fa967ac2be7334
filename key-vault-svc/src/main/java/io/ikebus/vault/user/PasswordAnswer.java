package io.ikebus.vault.user;

import io.ikebus.protocol.octets.Secret;
import java.util.HexFormat;

/**
 * @param password hex
 * @param credential the name of the credential whose password it is
 */
record PasswordAnswer(String password, String credential) {

    static PasswordAnswer of(Secret password, String credential) {
        return new PasswordAnswer(password.with(HexFormat.of()::formatHex), credential);
    }

    @Override
    public String toString() {
        return "PasswordAnswer[" + credential + "]";
    }
}
