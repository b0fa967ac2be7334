package io.ikebus.vault.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ikebus.protocol.octets.Octets;
import jakarta.validation.constraints.NotNull;
import java.util.Base64;

/** @param sealed a page, sealed to the key that {@code backup:restore-key} has given */
record RestoreRequest(@NotNull SealedPage sealed) {

    /** Base64 of HPKE. */
    record SealedPage(Octets octets) {

        /** @throws IllegalArgumentException unless the text is base64 */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static SealedPage parse(String text) {
            try {
                return new SealedPage(Octets.wrap(Base64.getDecoder().decode(text)));
            } catch (IllegalArgumentException _) {
                // The decoder's message quotes what it read.
                throw new IllegalArgumentException("is base64 (RFC 4648 section 4)");
            }
        }
    }
}
