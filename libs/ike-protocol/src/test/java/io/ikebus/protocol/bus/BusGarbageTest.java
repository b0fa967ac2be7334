package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.BusSamples.Sample;
import io.ikebus.protocol.octets.Octets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a record is garbage, with a reason that shows nothing of it; never an exception. */
class BusGarbageTest {
    private static final String CANARY = "canary0815";

    private record Input(String name, Octets json) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Input input(String name, String json) {
        return input(name, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Input input(String name, byte[] json) {
        return new Input(name, Octets.wrap(json));
    }

    private static String diary(String field, String value) {
        return new String(
                        BusSamples.ALL.stream()
                                .filter(sample -> sample.value() instanceof DiaryEntry)
                                .findFirst()
                                .orElseThrow()
                                .json(),
                        StandardCharsets.UTF_8)
                .replaceFirst("\"" + field + "\":(\"[^\"]*\"|[0-9]+)", "\"" + field + "\":" + value);
    }

    static final List<Input> GARBAGE = List.of(
            input("nothing", ""),
            input("blanks", " \n\t "),
            input("null", "null"),
            input("true", "true"),
            input("a number", "17"),
            input("a string", "\"" + CANARY + "\""),
            input("an array", "[]"),
            input("an empty object", "{}"),
            input("no JSON", CANARY),
            input("an unfinished object", "{\"" + CANARY + "\":"),
            input("an unfinished string", "{\"a\":\"" + CANARY),
            input("two records", diary("v", "1") + diary("v", "1")),
            input("octets behind the record", diary("v", "1") + CANARY),
            input("a raw control character", diary("text", "\"" + CANARY + "\u0000\"")),
            input("a session of another form", diary("session", "\"" + CANARY + "/" + CANARY + "\"")),
            input("a gateway in capitals", diary("session", "\"EAST/0011223344556677\"")),
            input("a kind that nobody knows", diary("kind", "\"" + CANARY + "\"")),
            input("a kind by its number", diary("kind", "0")),
            input("a time that is none", diary("at", "\"" + CANARY + "\"")),
            input("a time as a number", diary("at", "1767225600")),
            input("a time beyond reckoning", diary("at", "\"+1000000000-12-31T23:59:59Z\"")),
            input("a time before all records", diary("at", "\"-1000000000-01-01T00:00:00Z\"")),
            input("a time before 1970", diary("at", "\"1969-12-31T23:59:59Z\"")),
            input("a time of another zone", diary("at", "\"2026-01-01T00:00:00+02:00[Europe/Berlin]\"")),
            input("a number as a string", diary("octets", "\"228\"")),
            input("a number with a fraction", diary("octets", "228.5")),
            input("a number past an int", diary("octets", "4294967296")),
            input("a number of a thousand digits", diary("octets", "1".repeat(1001))),
            input("an exponent of a billion", diary("octets", "1e1000000000")),
            input("not a number", diary("octets", "NaN")),
            input("arrays in arrays", "{\"x\":" + "[".repeat(100_000)),
            input("objects 33 deep", "{\"x\":".repeat(33) + "1" + "}".repeat(33)),
            input("a name of 60000 characters", "{\"" + "n".repeat(60_000) + "\":1}"),
            input("a megabyte and one octet", "{\"x\":\"" + "y".repeat(BusJson.LARGEST - 7) + "\"}"),
            input("octets that are no UTF-8", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}),
            input("an overlong slash", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'}),
            input("a lone octet 0xff", new byte[] {(byte) 0xff}),
            input("a byte order mark alone", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}),
            input("UTF-32 cut short", Arrays.copyOf("{\"a\":1}".getBytes(Charset.forName("UTF-32BE")), 27)),
            input("UTF-32 beyond Unicode", new byte[] {0, 0, 0, '{', 0x7f, 0, 0, 0, 0, 0, 0, '}'}),
            input("UTF-16 cut short", Arrays.copyOf("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE), 13)));

    @ParameterizedTest
    @FieldSource("GARBAGE")
    void isToldWithAReasonThatShowsNothingOfIt(Input input) {
        // When
        BusValue<DiaryEntry> value = BusJson.read(input.json().toByteArray(), DiaryEntry.class);
        // Then
        assertThat(value)
                .isInstanceOfSatisfying(
                        BusValue.Garbage.class,
                        garbage -> assertThat(garbage.reason())
                                .startsWith("DiaryEntry")
                                .doesNotContain(CANARY)
                                .hasSizeLessThan(120)
                                .matches("\\p{Print}+"));
    }

    @Test
    void whatTheyAreMadeFromIsARecord() {
        assertThat(BusJson.read(diary("v", "1").getBytes(StandardCharsets.UTF_8), DiaryEntry.class))
                .isInstanceOf(BusValue.Read.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"canary0815\"}",
                "{\"kind\":\"io.ikebus.protocol.bus.IkeCommand$Initiate\"}",
                "{\"kind\":17}",
                "{\"kind\":null}",
                "{\"@class\":\"java.lang.Runtime\"}",
                "{\"v\":1}",
            })
    void aCommandOfNoKindIsGarbage(String json) {
        // When
        BusValue<IkeCommand> value = BusJson.read(json.getBytes(StandardCharsets.UTF_8), IkeCommand.class);
        // Then
        assertThat(value)
                .isInstanceOfSatisfying(
                        BusValue.Garbage.class,
                        garbage -> assertThat(garbage.reason())
                                .startsWith("IkeCommand")
                                .doesNotContain(CANARY, "Runtime"));
    }

    static List<Sample<?>> samples() {
        return BusSamples.ALL;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noMutationOfARecordThrows(Sample<?> sample) {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9180);
        byte[] valid = sample.json();
        int garbage = 0;
        for (int round = 0; round < 1_000; round++) {
            byte[] mutated = mutated(valid, random);
            // When
            BusValue<?> value = sample.read(mutated);
            // Then
            garbage += value instanceof BusValue.Garbage ? 1 : 0;
        }
        assertThat(garbage).isPositive();
    }

    private static byte[] mutated(byte[] valid, RandomGenerator random) {
        byte[] mutated = valid.clone();
        String telling = "\"{}[],:0919eE.+-ntf\\ /\u0000\uffff";
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            mutated[random.nextInt(mutated.length)] = random.nextInt(3) == 0
                    ? (byte) random.nextInt()
                    : (byte) telling.charAt(random.nextInt(telling.length()));
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length)) : mutated;
    }
}
