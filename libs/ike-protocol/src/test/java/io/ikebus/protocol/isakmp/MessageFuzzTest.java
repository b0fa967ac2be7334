package io.ikebus.protocol.isakmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.FuzzTarget;
import io.ikebus.testkit.fuzz.Fuzzing;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutations of valid messages: none throws, none takes long, and what is accepted says what it said on the wire. */
class MessageFuzzTest {
    private static final int INPUTS = 100_000;
    private static final Corpus CORPUS = new Corpus("message");
    private static final Fuzzing FUZZING = new Fuzzing(CORPUS, new FuzzTarget() {
        @Override
        public boolean take(byte[] input) {
            return check(Octets.wrap(input));
        }

        @Override
        public byte[] mended(byte[] mutation, RandomGenerator random) {
            return mutation.length < IsakmpHeader.LENGTH
                    ? mutation
                    : Wire.withRightLength(Octets.wrap(mutation)).toByteArray();
        }
    });

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> FUZZING.take(entry.octets()));
    }

    @Test
    void noMutationOfAMessageDoesHarm() {
        Fuzzing.Outcome outcome = FUZZING.run(INPUTS);

        assertThat(outcome.accepted())
                .as("a fuzz test that accepts nothing tests only refusals")
                .isGreaterThan(outcome.taken() / 50);
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
        assertThat(FUZZING.take(large.message().toByteArray())).as("accepted").isTrue();
    }

    /** @return whether it was accepted */
    private static boolean check(Octets input) {
        Decoded<IsakmpMessage> decoded = IsakmpMessage.decode(input);
        checkSameOctets(input, decoded);
        // As it would be read after decryption.
        if (input.length() > IsakmpHeader.LENGTH) {
            PayloadChain.decodePadded(input.u8(16), IsakmpMessage.bodyOf(input));
        }
        return decoded instanceof Decoded.Accepted;
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

    private static Octets proposals() {
        Octets transforms =
                Octets.concat(Wire.times(119, Wire.transform(3, Octets.EMPTY)), Wire.transform(0, Octets.EMPTY));
        return Octets.concat(
                Wire.times(63, Wire.proposal(PayloadType.PROPOSAL, 1, 120, transforms)),
                Wire.proposal(0, 1, 120, transforms));
    }
}
