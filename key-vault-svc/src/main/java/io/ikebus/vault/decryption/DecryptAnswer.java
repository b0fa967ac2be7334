package io.ikebus.vault.decryption;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param nonce hex, 8 to 256 octets
 * @param identity hex, at least 5 octets; absent if there was none to decrypt
 * @param credential name of the key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecryptAnswer(String nonce, @Nullable String identity, String credential) {
    @Override
    public String toString() {
        return "DecryptAnswer[" + credential + "]";
    }
}
