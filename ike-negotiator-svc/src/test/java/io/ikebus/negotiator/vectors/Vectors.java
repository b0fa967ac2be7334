package io.ikebus.negotiator.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Files of test vectors. */
public final class Vectors {
    private static final String RECORDED = "recorded-ikev1.json";

    private Vectors() {}

    /** The cases of a file in {@code src/test/resources/vectors}. */
    public static Stream<Vector> resource(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            return cases(new ObjectMapper().readTree(Objects.requireNonNull(in, name)));
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Where recordings of real handshakes are looked for: {@code recorded.handshakes}, else beside the repository. */
    public static Path recordings() {
        String configured = System.getProperty("recorded.handshakes");
        // Tests run in the module's directory.
        return configured == null ? Path.of("..", "..", "shared", "vectors") : Path.of(configured);
    }

    /** Why a test that wants recordings is skipped. */
    public static String absent() {
        return "skipped: no recorded handshakes in "
                + recordings().toAbsolutePath().normalize()
                + "; -Drecorded.handshakes=DIRECTORY names another place";
    }

    /** The recording of this name, if recordings are there. */
    public static Optional<Vector> recorded(String name) {
        Path file = recordings().resolve(RECORDED);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return cases(new ObjectMapper().readTree(file.toFile()))
                    .filter(vector -> vector.text("name").equals(name))
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static Stream<Vector> cases(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(Vector::new);
    }

    /** One case; its values are hex, numbers or texts. */
    public record Vector(JsonNode json) {
        public JsonNode node(String path) {
            JsonNode node = json.at("/" + path);
            if (node.isMissingNode()) {
                throw new IllegalArgumentException("no " + path);
            }
            return node;
        }

        public Octets octets(String path) {
            return Octets.fromHex(text(path));
        }

        public Secret secret(String path) {
            return Secret.wrap(octets(path).toByteArray());
        }

        public String text(String path) {
            return node(path).textValue();
        }

        public int number(String path) {
            return node(path).intValue();
        }

        @Override
        public String toString() {
            return json.has("name")
                    ? text("name")
                    : json.path("group").asText(json.path("keyBits").asText());
        }
    }
}
