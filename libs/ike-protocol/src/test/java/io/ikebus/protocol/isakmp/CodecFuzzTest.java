package io.ikebus.protocol.isakmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.isakmp.Recordings.Recorded;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Mutations of valid messages: none throws, none takes long, and what is accepted says what it said on the wire. */
class CodecFuzzTest {
    private static final int ROUNDS = 200_000;
    private static final long SEED = 2409;
    private static final Duration LONGEST = Duration.ofMillis(50);

    @Test
    void noMutationOfAMessageDoesHarm() {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<Octets> seeds = seeds();
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Octets input = new Mutation(seeds.get(random.nextInt(seeds.size())), seeds, random).mutated();
            // When, Then
            accepted += check(input) ? 1 : 0;
        }
        assertThat(accepted)
                .as("a fuzz test that accepts nothing tests only refusals")
                .isGreaterThan(ROUNDS / 50);
    }

    private record Large(String name, Octets message) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** As much work as one datagram can ask for. */
    static final List<Large> LARGEST = List.of(
            new Large(
                    "65000 SPIs of one octet",
                    Wire.message(
                            PayloadType.DELETE,
                            Wire.payload(
                                    0,
                                    Octets.concat(
                                            Wire.hex("00000001 03 01"),
                                            Octets.ofNumber(65_000, 2),
                                            Wire.times(65_000, Octets.of(7)))))),
            new Large("8000 transforms in 64 proposals", Wire.offer(proposals())),
            new Large(
                    "64 attributes in each of 240 transforms",
                    Wire.offer(Wire.proposal(
                            0,
                            1,
                            240,
                            Octets.concat(
                                    Wire.times(239, Wire.transform(3, Wire.times(64, Wire.hex("80010001")))),
                                    Wire.transform(0, Wire.times(64, Wire.hex("80010001"))))))),
            new Large(
                    "64 payloads of 1000 octets",
                    Wire.message(
                            PayloadType.VENDOR_ID,
                            Octets.concat(
                                    Wire.times(63, Wire.payload(PayloadType.VENDOR_ID, Wire.times(1000, Octets.of(1)))),
                                    Wire.payload(0, Wire.times(1000, Octets.of(1)))))));

    @ParameterizedTest
    @FieldSource("LARGEST")
    void theLargestMessagesAreReadInTime(Large large) {
        assertThat(check(large.message())).as("accepted").isTrue();
    }

    /** @return whether it was accepted */
    private static boolean check(Octets input) {
        try {
            Decoded<IsakmpMessage> decoded = decodeInTime(input);
            checkSameOctets(input, decoded);
            // As it would be read after decryption.
            if (input.length() > IsakmpHeader.LENGTH) {
                PayloadChain.decodePadded(input.u8(16), IsakmpMessage.bodyOf(input));
            }
            return decoded instanceof Decoded.Accepted;
        } catch (RuntimeException e) {
            throw new AssertionError("input " + input.hex(), e);
        }
    }

    /** Others run on this machine too: an input is slow if it is slow each time. */
    private static Decoded<IsakmpMessage> decodeInTime(Octets input) {
        long fastest = Long.MAX_VALUE;
        Decoded<IsakmpMessage> decoded;
        int attempts = 0;
        do {
            long start = System.nanoTime();
            decoded = IsakmpMessage.decode(input);
            fastest = Math.min(fastest, System.nanoTime() - start);
        } while (fastest > LONGEST.toNanos() && ++attempts < 20);
        assertThat(Duration.ofNanos(fastest)).as("%s", input.hex()).isLessThanOrEqualTo(LONGEST);
        return decoded;
    }

    private static void checkSameOctets(Octets input, Decoded<IsakmpMessage> decoded) {
        switch (decoded) {
            case Decoded.Refused<IsakmpMessage>(Refusal reason, String detail) ->
                assertThat(reason + detail).hasSizeLessThan(200);
            case Decoded.Accepted<IsakmpMessage>(IsakmpMessage message) -> {
                List<Payload> again = new ArrayList<>();
                for (Payload payload : message.chain().payloads()) {
                    again.add(Samples.hasBitsWithoutMeaning(payload) ? payload : Samples.rebuilt(payload));
                }
                Octets rebuilt = Octets.concat(
                        message.header().encode(), PayloadChain.of(again).encoded());
                if (!message.encode().equals(input) || !rebuilt.equals(input)) {
                    throw new AssertionError("other octets than " + input.hex());
                }
            }
        }
    }

    private static List<Octets> seeds() {
        List<Octets> seeds = new ArrayList<>();
        Recordings.strongswan().stream().map(Recorded::message).forEach(seeds::add);
        Samples.PAYLOADS.forEach(payload -> seeds.add(Samples.message(payload).encode()));
        seeds.add(Samples.everyPayload().encode());
        return List.copyOf(seeds);
    }

    private static Octets proposals() {
        Octets transforms =
                Octets.concat(Wire.times(119, Wire.transform(3, Octets.EMPTY)), Wire.transform(0, Octets.EMPTY));
        return Octets.concat(
                Wire.times(63, Wire.proposal(PayloadType.PROPOSAL, 1, 120, transforms)),
                Wire.proposal(0, 1, 120, transforms));
    }
}
