package io.ikebus.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class HeldSaTest {

    private static final String SHOWN = """
            {"spi": "c0ffee01", "source": "127.0.77.2", "destination": "127.0.77.1", "protocol": "ESP",
             "direction": "%s", "mode": "TUNNEL", "encryption": "AES_CBC", "integrity": "HMAC_SHA2_256_128",
             "keyBits": 256, "reqid": 1, "installed": true, "session": "east/0011223344556677",
             "policies": [{"direction": "IN", "source": "10.77.2.0/24", "destination": "10.77.1.0/24"}],
             "keyDigest": "00ff", "somethingNewer": 1}
            """;

    @Test
    void anSaIsReadAsTheAgentShowsIt() throws JsonProcessingException {
        // When
        HeldSa sa = read("INBOUND");

        // Then
        assertThat(sa.algorithms()).isEqualTo("AES_CBC-256/HMAC_SHA2_256_128");
        assertThat(sa.selectors()).isEqualTo("10.77.2.0/24 -> 10.77.1.0/24");
        assertThat(sa.isInbound()).isTrue();
        assertThat(sa.keyDigest()).isEqualTo("00ff");
    }

    @Test
    void whatLeavesThereIsWhatArrivesHere() throws JsonProcessingException {
        assertThat(read("INBOUND").isOtherEndOf(read("OUTBOUND"))).isTrue();
        assertThat(read("INBOUND").isOtherEndOf(read("INBOUND"))).isFalse();
    }

    private static HeldSa read(String direction) throws JsonProcessingException {
        return HeldSa.read(new ObjectMapper().readTree(SHOWN.formatted(direction)));
    }
}
