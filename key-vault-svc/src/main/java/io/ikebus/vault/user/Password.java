package io.ikebus.vault.user;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ikebus.protocol.octets.Secret;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** A password that a peer has sent, from hex digits in JSON; never a {@code String}. Reads from JSON, never back. */
@JsonDeserialize(using = Password.Reader.class)
final class Password {
    private static final int MOST_OCTETS = 512;

    private final Secret octets;

    private Password(Secret octets) {
        this.octets = octets;
    }

    /** Who asks for it destroys it. */
    Secret octets() {
        return octets;
    }

    @Override
    public String toString() {
        return "***";
    }

    static final class Reader extends JsonDeserializer<Password> {
        private static final String RULE = "a password is 1 to " + MOST_OCTETS + " octets as hex digits";

        @Override
        public Password deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(Password.class, RULE);
            }
            char[] text = parser.getTextCharacters();
            int from = parser.getTextOffset();
            int length = parser.getTextLength();
            byte[] octets = new byte[length / 2];
            boolean valid = length > 0 && length % 2 == 0 && octets.length <= MOST_OCTETS;
            for (int i = 0; valid && i < length; i++) {
                valid = HexFormat.isHexDigit(text[from + i]);
                if (valid) {
                    octets[i / 2] = (byte) (octets[i / 2] << 4 | HexFormat.fromHexDigit(text[from + i]));
                }
            }
            if (!valid) {
                Arrays.fill(octets, (byte) 0);
                return context.reportInputMismatch(Password.class, RULE);
            }
            return new Password(Secret.wrap(octets));
        }
    }
}
