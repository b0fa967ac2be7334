package io.ikebus.vault.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.ikebus.protocol.octets.Secret;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** A secret as hex digits in JSON that is going to be sealed, or has been; never a {@code String} on the way. */
@JsonSerialize(using = SecretHex.Writer.class)
@JsonDeserialize(using = SecretHex.Reader.class)
record SecretHex(Secret secret) {

    @Override
    public String toString() {
        return "***";
    }

    static final class Writer extends JsonSerializer<SecretHex> {
        private static final byte[] DIGITS = {
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
        };

        @Override
        public void serialize(SecretHex value, JsonGenerator json, SerializerProvider provider) throws IOException {
            byte[] hex = value.secret().with(octets -> {
                byte[] digits = new byte[2 * octets.length];
                for (int i = 0; i < octets.length; i++) {
                    digits[2 * i] = DIGITS[octets[i] >> 4 & 0xf];
                    digits[2 * i + 1] = DIGITS[octets[i] & 0xf];
                }
                return digits;
            });
            try {
                json.writeUTF8String(hex, 0, hex.length);
            } finally {
                Arrays.fill(hex, (byte) 0);
            }
        }
    }

    static final class Reader extends JsonDeserializer<SecretHex> {
        @Override
        public SecretHex deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(SecretHex.class, "a secret is a string of hex digits");
            }
            char[] text = parser.getTextCharacters();
            int from = parser.getTextOffset();
            int length = parser.getTextLength();
            byte[] octets = new byte[length / 2];
            boolean valid = length % 2 == 0;
            for (int i = 0; valid && i < length; i++) {
                valid = HexFormat.isHexDigit(text[from + i]);
                if (valid) {
                    octets[i / 2] = (byte) (octets[i / 2] << 4 | HexFormat.fromHexDigit(text[from + i]));
                }
            }
            if (!valid) {
                Arrays.fill(octets, (byte) 0);
                return context.reportInputMismatch(SecretHex.class, "a secret is a string of hex digits");
            }
            return new SecretHex(Secret.wrap(octets));
        }
    }
}
