package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramHeadersTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final DatagramHeaders HEADERS = new DatagramHeaders(
            new GatewayId("east"),
            Endpoint.parse("192.0.2.1:4500"),
            Endpoint.parse("[2001:db8::2]:61000"),
            true,
            Instant.parse("2026-03-01T12:00:00.000000001Z"),
            TRACE);

    @Test
    void areReadAsTheyWereWritten() {
        assertThat(decode(HEADERS.encode())).isEqualTo(new BusValue.Read<>(HEADERS));
    }

    @Test
    void withoutTraceContextAndMarkerToo() {
        // Given
        DatagramHeaders bare =
                new DatagramHeaders(HEADERS.gateway(), HEADERS.local(), HEADERS.local(), false, Instant.EPOCH, null);
        // Then
        assertThat(bare.encode()).doesNotContainKey("traceparent");
        assertThat(decode(bare.encode())).isEqualTo(new BusValue.Read<>(bare));
    }

    @Test
    void sayWhetherThePeerTakesFragments() {
        // Given
        DatagramHeaders taking = new DatagramHeaders(
                HEADERS.gateway(), HEADERS.local(), HEADERS.remote(), false, Instant.EPOCH, null, true);
        // Then
        assertThat(taking.encode().get("fragments")).asString().isEqualTo("1");
        assertThat(decode(taking.encode())).isEqualTo(new BusValue.Read<>(taking));
    }

    @Test
    void haveTheNamesThatOthersKnow() {
        assertThat(HEADERS.encode()).containsOnlyKeys("gateway", "local", "remote", "natt", "at", "traceparent");
        assertThat(HEADERS.encode().get("remote")).asString().isEqualTo("[2001:db8:0:0:0:0:0:2]:61000");
        assertThat(HEADERS.encode().get("natt")).asString().isEqualTo("1");
    }

    @Test
    void anAnswerHasTheSameEndsAtAnotherTime() {
        // When
        DatagramHeaders later = HEADERS.at(Instant.EPOCH);
        // Then
        assertThat(later.at()).isEqualTo(Instant.EPOCH);
        assertThat(later.at(HEADERS.at())).isEqualTo(HEADERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "local", "remote", "natt", "at"})
    void aMissingHeaderIsToldByItsName(String name) {
        // Given
        Map<String, byte[]> headers = new HashMap<>(HEADERS.encode());
        headers.remove(name);
        // Then
        assertThat(decode(headers)).isEqualTo(new BusValue.Garbage<>("headers: no header " + name));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "gateway, CANARY",
                "gateway, \"\"",
                "local, canary.example:500",
                "local, 192.0.2.1",
                "remote, 192.0.2.1:0",
                "remote, 192.0.2.canary:500",
                "remote, [::canary]:500",
                "natt, \"\"",
                "natt, true",
                "natt, 11",
                "natt, canary",
                "at, canary",
                "at, 1767225600",
                "at, 2026-13-01T00:00:00Z",
                "at, +1000000000-12-31T23:59:59.999999999Z",
                "at, -1000000000-01-01T00:00:00Z",
                "at, +10000-01-01T00:00:00Z",
                "at, 1969-12-31T23:59:59Z",
            })
    void aHostileHeaderIsGarbageAndNotQuoted(String name, String value) {
        assertThat(decode(with(name, value.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        BusValue.Garbage.class,
                        garbage -> assertThat(garbage.reason())
                                .startsWith("headers: ")
                                .doesNotContainIgnoringCase("canary")
                                .doesNotContain("192.0", "17672", "1000000000", "2026"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "local", "remote", "natt", "at", "traceparent"})
    void aLongHeaderIsGarbageWithoutBeingRead(String name) {
        assertThat(decode(with(name, new byte[129])))
                .isEqualTo(new BusValue.Garbage<>("headers: header " + name + " has 129 octets"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary\r\nX: y",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            })
    void aTraceContextOfAnotherFormIsPassedOver(String value) {
        DatagramHeaders without = new DatagramHeaders(
                HEADERS.gateway(), HEADERS.local(), HEADERS.remote(), HEADERS.marked(), HEADERS.at(), null);
        assertThat(decode(with("traceparent", value.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new BusValue.Read<>(without));
    }

    @Test
    void noOctetsInAnyHeaderThrow() {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3948);
        String[] names = HEADERS.encode().keySet().toArray(String[]::new);
        int garbage = 0;
        for (int round = 0; round < 20_000; round++) {
            String name = names[random.nextInt(names.length)];
            byte[] value = Objects.requireNonNull(HEADERS.encode().get(name)).clone();
            value[random.nextInt(value.length)] = (byte) random.nextInt();
            // When
            garbage += decode(with(name, value)) instanceof BusValue.Garbage ? 1 : 0;
        }
        // Then
        assertThat(garbage).isPositive();
    }

    private static Map<String, byte[]> with(String name, byte[] value) {
        Map<String, byte[]> headers = new HashMap<>(HEADERS.encode());
        headers.put(name, value);
        return headers;
    }

    private static BusValue<DatagramHeaders> decode(Map<String, byte[]> headers) {
        return DatagramHeaders.decode(headers::get);
    }
}
