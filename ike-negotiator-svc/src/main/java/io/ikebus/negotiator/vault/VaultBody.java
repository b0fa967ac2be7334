package io.ikebus.negotiator.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.ikebus.protocol.octets.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object from the vault, one level deep. Named members are read as secrets without ever becoming a {@code
 * String}; closing wipes the bytes.
 */
final class VaultBody implements AutoCloseable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxDocumentLength(VaultConnection.LARGEST_BODY)
                    .build())
            .build();

    private final byte[] bytes;

    VaultBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Text members of the object, those that are lists of texts, and its secret ones.
     *
     * @param secrets of a member that is no list, one
     */
    record Members(Map<String, String> texts, Map<String, List<String>> lists, Map<String, List<Secret>> secrets) {
        Members {
            texts = Map.copyOf(texts);
            lists = Map.copyOf(lists);
            secrets = Map.copyOf(secrets);
        }

        List<Secret> secrets(String name) {
            return secrets.getOrDefault(name, List.of());
        }

        Optional<Secret> secret(String name) {
            return secrets(name).stream().findFirst();
        }

        List<String> list(String name) {
            return lists.getOrDefault(name, List.of());
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(texts.get(name));
        }
    }

    /**
     * @param secretNames the members whose hex digits become secrets
     * @return empty if this is not such an object
     */
    Optional<Members> read(Set<String> secretNames) {
        Map<String, String> texts = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        Map<String, List<Secret>> secrets = new HashMap<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && secretNames.contains(name)) {
                    secrets.put(name, List.of(hex(parser)));
                } else if (value == JsonToken.START_ARRAY && secretNames.contains(name)) {
                    secrets.put(name, list(parser, VaultBody::hex));
                } else if (value == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else if (value == JsonToken.START_ARRAY) {
                    lists.put(name, list(parser, JsonParser::getText));
                } else {
                    parser.skipChildren();
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT
                    ? Optional.of(new Members(texts, lists, secrets))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException _) {
            // What is wrong with it could only be told by quoting it.
            return Optional.empty();
        }
    }

    /** What is no text in it is passed over. */
    private static <T> List<T> list(JsonParser parser, Reader<T> reader) throws IOException {
        List<T> texts = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new IllegalArgumentException("half a list");
            }
            if (token == JsonToken.VALUE_STRING) {
                texts.add(reader.read(parser));
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }

    /** Reads the token that the parser stands at. */
    private interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    private static Secret hex(JsonParser parser) throws IOException {
        char[] digits = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        if (length % 2 != 0) {
            throw new IllegalArgumentException("half an octet");
        }
        byte[] octets = new byte[length / 2];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (digit(digits[from + 2 * i]) << 4 | digit(digits[from + 2 * i + 1]));
        }
        Arrays.fill(digits, from, from + length, '0');
        return Secret.wrap(octets);
    }

    private static int digit(char c) {
        int value = c > 'f' ? -1 : Character.digit(c, 16);
        if (value < 0) {
            throw new IllegalArgumentException("not a hex digit");
        }
        return value;
    }
}
