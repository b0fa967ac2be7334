package io.ikebus.protocol.isakmp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Messages of real peers. */
final class Recordings {
    /** Handshakes with routers, where they are there: {@code recorded.handshakes}, else beside the repository. */
    static final Path ROUTERS = Path.of(System.getProperty("recorded.handshakes", "../../../shared/vectors"))
            .resolve("recorded-ikev1.json");

    private Recordings() {}

    /** @param payloads in clear as strongSwan's own log names them, else {@code encrypted} */
    record Recorded(String name, String payloads, Octets message) {
        @Override
        public String toString() {
            return name;
        }

        boolean isEncrypted() {
            return payloads.equals("encrypted");
        }
    }

    /** Captured on a wire between two strongSwan 5.9.8: Main and Aggressive Mode, a refusal, fragments, a delete. */
    static List<Recorded> strongswan() {
        try (InputStream in = Recordings.class.getResourceAsStream("/recorded/strongswan-5.9.8.json")) {
            List<Recorded> recorded = new ArrayList<>();
            for (JsonNode message : new ObjectMapper().readTree(Objects.requireNonNull(in))) {
                recorded.add(new Recorded(
                        message.get("name").textValue(),
                        message.get("payloads").textValue(),
                        Octets.fromHex(message.get("isakmp").textValue())));
            }
            return List.copyOf(recorded);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Octets strongswan(String name) {
        return strongswan().stream()
                .filter(recorded -> recorded.name().equals(name))
                .findFirst()
                .orElseThrow()
                .message();
    }

    static boolean hasRouters() {
        return Files.isReadable(ROUTERS);
    }

    static List<Recorded> routers() {
        List<Recorded> recorded = new ArrayList<>();
        try {
            for (JsonNode handshake : new ObjectMapper().readTree(ROUTERS.toFile())) {
                String name = handshake.get("name").textValue();
                for (JsonNode message : handshake.get("messages")) {
                    Octets octets = Octets.fromHex(message.get("isakmp").textValue());
                    recorded.add(new Recorded(
                            name + " " + (recorded.size() + 1) + " from "
                                    + message.get("from").textValue(),
                            (octets.u8(19) & IsakmpHeader.ENCRYPTION) == 0 ? "clear" : "encrypted",
                            octets));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(ROUTERS.toString(), e);
        }
        return List.copyOf(recorded);
    }
}
