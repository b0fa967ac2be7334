package io.ikebus.vault.credential;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ikebus.protocol.octets.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/** A secret as it was written in JSON; never a {@code String}, so that it can be wiped. Reads from JSON, never back. */
@JsonDeserialize(using = SecretText.Reader.class)
public final class SecretText {

    private final char[] text;

    private SecretText(char[] text) {
        this.text = text;
    }

    /** Takes over {@code text}. */
    static SecretText wrap(char[] text) {
        return new SecretText(text);
    }

    /**
     * The octets; the text is wiped.
     *
     * @param most octets that it may have
     * @throws IllegalArgumentException with the rule that the text breaks, and nothing of the text
     */
    public Secret decode(SecretEncoding encoding, int most) {
        try {
            byte[] octets =
                    switch (encoding) {
                        case TEXT -> utf8();
                        case HEX -> hex();
                        case BASE64 -> base64(text);
                        case PEM -> armoured("a secret in PEM is base64 between the lines BEGIN and END PRIVATE KEY");
                        case PKCS12 -> armoured("a PKCS #12 file comes in base64");
                    };
            if (octets.length == 0 || octets.length > most) {
                Arrays.fill(octets, (byte) 0);
                throw new IllegalArgumentException("a secret of this type has 1 to " + most + " octets");
            }
            return Secret.wrap(octets);
        } finally {
            wipe();
        }
    }

    /** Lends the characters to {@code use}, which must neither keep nor change them. */
    <T> T with(Function<char[], T> use) {
        return use.apply(text);
    }

    void wipe() {
        Arrays.fill(text, '\0');
    }

    private byte[] utf8() {
        for (char c : text) {
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException(
                        "a secret in text holds no control characters, such as a line's end; if it must, send it as hex");
            }
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets).clear();
            encoded.put(new byte[encoded.capacity()]);
            return octets;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a secret in text is valid Unicode", e);
        }
    }

    private byte[] hex() {
        byte[] octets = new byte[text.length / 2];
        boolean valid = text.length % 2 == 0;
        for (int i = 0; valid && i < text.length; i++) {
            valid = HexFormat.isHexDigit(text[i]);
            if (valid) {
                octets[i / 2] = (byte) (octets[i / 2] << 4 | HexFormat.fromHexDigit(text[i]));
            }
        }
        if (!valid) {
            Arrays.fill(octets, (byte) 0);
            throw new IllegalArgumentException("a secret in hex is an even number of hex digits and nothing else");
        }
        return octets;
    }

    /** What stands between the lines with hyphens, in base64. */
    private byte[] armoured(String rule) {
        char[] body = new char[text.length];
        int length = 0;
        boolean inArmour = false;
        for (int i = 0; i < text.length; i++) {
            boolean lineStarts = i == 0 || text[i - 1] == '\n';
            inArmour = lineStarts ? text[i] == '-' : inArmour;
            if (!inArmour && !Character.isWhitespace(text[i])) {
                body[length++] = text[i];
            }
        }
        char[] exact = Arrays.copyOf(body, length);
        Arrays.fill(body, '\0');
        try {
            return base64(exact);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(rule);
        } finally {
            Arrays.fill(exact, '\0');
        }
    }

    private static byte[] base64(char[] text) {
        byte[] ascii = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            // What is no character of base64 becomes one that is none either.
            ascii[i] = text[i] < 0x80 ? (byte) text[i] : (byte) '!';
        }
        try {
            return Base64.getDecoder().decode(ascii);
        } catch (IllegalArgumentException e) {
            // The decoder's message quotes a character: it goes no further, not even as a cause.
            throw new IllegalArgumentException("a secret in base64 is RFC 4648 section 4, without line ends");
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "***";
    }

    /** From a JSON string, and from nothing that could be taken for one. */
    static final class Reader extends JsonDeserializer<SecretText> {
        @Override
        public SecretText deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(SecretText.class, "a secret is a JSON string");
            }
            int from = parser.getTextOffset();
            return new SecretText(Arrays.copyOfRange(parser.getTextCharacters(), from, from + parser.getTextLength()));
        }
    }
}
