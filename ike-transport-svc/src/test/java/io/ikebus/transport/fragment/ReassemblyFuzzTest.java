package io.ikebus.transport.fragment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.FuzzTarget;
import io.ikebus.testkit.fuzz.Fuzzing;
import io.ikebus.transport.datagram.Datagram;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sequences of fragments, all to one and the same reassembly. An input is any number of
 *
 * <pre>
 * | sender (1) | length (2) | datagram |
 * </pre>
 */
class ReassemblyFuzzTest {
    private static final int INPUTS = 40_000;
    private static final int MOST = 16;
    private static final int LARGEST = 10_000;
    private static final int PREFIX = 3;
    private static final Endpoint LOCAL = Endpoint.parse("192.0.2.1:500");
    private static final Corpus CORPUS = new Corpus("fragments");

    private final AtomicLong nanoTime = new AtomicLong();
    private final Reassembly reassembly = new Reassembly(MOST, LARGEST, nanoTime::get);
    private final Fuzzing fuzzing = new Fuzzing(CORPUS, new FuzzTarget() {
        @Override
        public boolean take(byte[] input) {
            return takeAll(Octets.wrap(input));
        }

        @Override
        public byte[] mended(byte[] mutation, RandomGenerator random) {
            return withRightLengths(mutation);
        }
    });

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    /** @return whether anything came out of it */
    private boolean takeAll(Octets input) {
        boolean whole = false;
        int at = 0;
        while (at + PREFIX <= input.length()) {
            int end = Math.min(input.length(), at + PREFIX + input.u16(at + 1));
            whole |= take(input.u8(at), input.slice(at + PREFIX, end));
            at = end;
        }
        nanoTime.addAndGet(Duration.ofMillis(10).toNanos());
        return whole;
    }

    private boolean take(int sender, Octets message) {
        if (!(IsakmpHeader.decode(message) instanceof Decoded.Accepted<IsakmpHeader>(IsakmpHeader header))) {
            return false;
        }
        Endpoint remote = Endpoint.parse("192.0.2." + sender + ":500");
        Whole taken = reassembly.take(new Datagram(LOCAL, remote, false, Instant.EPOCH, message), header);
        assertThat(reassembly.waiting()).isLessThanOrEqualTo(MOST);
        return taken instanceof Whole.Message(Datagram datagram, IsakmpHeader of) && isSound(datagram, of, header);
    }

    /** @return whether it was put together */
    private static boolean isSound(Datagram datagram, IsakmpHeader header, IsakmpHeader last) {
        assertThat(IsakmpHeader.decode(datagram.message())).isEqualTo(Decoded.of(header));
        assertThat(header.nextPayload()).isNotEqualTo(PayloadType.FRAGMENT);
        assertThat(header.initiatorCookie()).isEqualTo(last.initiatorCookie());
        return last.nextPayload() == PayloadType.FRAGMENT;
    }

    /** Of each datagram: its own, and that of the header in it. */
    private static byte[] withRightLengths(byte[] sequence) {
        byte[] mended = sequence.clone();
        int at = 0;
        while (at + PREFIX + IsakmpHeader.LENGTH <= mended.length) {
            int length = (mended[at + 1] & 0xff) << 8 | mended[at + 2] & 0xff;
            int end = Math.min(mended.length, at + PREFIX + Math.max(length, IsakmpHeader.LENGTH));
            int datagram = end - at - PREFIX;
            mended[at + 1] = (byte) (datagram >> 8);
            mended[at + 2] = (byte) datagram;
            byte[] octets = Octets.ofNumber(datagram, 4).toByteArray();
            System.arraycopy(octets, 0, mended, at + PREFIX + IsakmpHeader.LENGTH - octets.length, octets.length);
            at = end;
        }
        return mended;
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> fuzzing.take(entry.octets()));
    }

    @Test
    void noSequenceOfFragmentsDoesHarm() {
        Fuzzing.Outcome outcome = fuzzing.run(INPUTS);

        assertThat(outcome.accepted()).as("messages put together").isGreaterThan(outcome.taken() / 50);
    }
}
