package io.ikebus.transport.fragment;

import static io.ikebus.transport.datagram.DropReason.FRAGMENT_LIMIT;
import static io.ikebus.transport.datagram.DropReason.FRAGMENT_MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.Datagram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReassemblyTest {
    private static final Endpoint LOCAL = Endpoint.parse("192.0.2.1:500");
    private static final Endpoint REMOTE = Endpoint.parse("192.0.2.2:500");
    private static final Cookie INITIATOR = new Cookie(1);
    private static final Cookie RESPONDER = new Cookie(2);
    private static final int MOST = 16;
    private static final int LARGEST = 4_000;

    private final AtomicLong nanoTime = new AtomicLong();
    private final Reassembly reassembly = new Reassembly(MOST, LARGEST, nanoTime::get);

    private static Octets message(int nonceOctets, int seed) {
        byte[] nonce = new byte[nonceOctets];
        new Random(seed).nextBytes(nonce);
        return IsakmpMessage.of(INITIATOR, RESPONDER, ExchangeType.MAIN_MODE, 0, new Payload.Nonce(Octets.wrap(nonce)))
                .encode();
    }

    private static List<Octets> cut(Octets message, int size, int id) {
        List<Octets> fragments = new ArrayList<>();
        for (int from = 0; from < message.length(); from += size) {
            int to = Math.min(message.length(), from + size);
            fragments.add(fragment(id, fragments.size() + 1, to == message.length(), message.slice(from, to)));
        }
        return fragments;
    }

    private static Octets fragment(int id, int number, boolean last, Octets data) {
        return IsakmpMessage.of(
                        INITIATOR, RESPONDER, ExchangeType.MAIN_MODE, 0, Payload.Fragment.of(id, number, last, data))
                .encode();
    }

    private Whole take(Octets message) {
        return take(REMOTE, message);
    }

    private Whole take(Endpoint remote, Octets message) {
        if (!(IsakmpHeader.decode(message) instanceof Decoded.Accepted<IsakmpHeader>(IsakmpHeader header))) {
            throw new IllegalStateException("a header that admission refuses");
        }
        return reassembly.take(new Datagram(LOCAL, remote, false, Instant.EPOCH, message), header);
    }

    private static void assertWhole(Whole whole, Octets message) {
        assertThat(whole).isInstanceOfSatisfying(Whole.Message.class, found -> {
            assertThat(found.datagram().message()).isEqualTo(message);
            assertThat(found.datagram().remote()).isEqualTo(REMOTE);
        });
    }

    private static void assertRefused(Whole whole, String reason) {
        assertThat(whole)
                .isInstanceOfSatisfying(
                        Whole.Refused.class,
                        refused -> assertThat(refused.drop().reason()).isEqualTo(reason));
    }

    @Test
    void whatIsNoFragmentGoesOnAsItCame() {
        Octets message = message(100, 1);

        assertWhole(take(message), message);
    }

    @ParameterizedTest
    @CsvSource({"1, 2000", "2, 600", "3, 100", "4, 64"})
    void fragmentsInAnyOrderAndSomeTwiceMakeTheMessage(int seed, int size) {
        // Given
        Octets message = message(1_500, seed);
        List<Octets> fragments = new ArrayList<>(cut(message, size, 1));
        Collections.shuffle(fragments, new Random(seed));
        // When
        for (Octets fragment : fragments.subList(0, fragments.size() - 1)) {
            assertThat(take(fragment)).isInstanceOf(Whole.Waiting.class);
            assertThat(take(fragment)).isInstanceOf(Whole.Waiting.class);
        }
        // Then
        assertWhole(take(fragments.getLast()), message);
        assertThat(reassembly.waiting()).isZero();
    }

    @Test
    void aMessageOfTheSameIdReplacesWhatIsLeftOfTheOneBefore() {
        // Given: known peers give all messages the same id
        List<Octets> first = cut(message(1_500, 1), 600, 1);
        Octets next = message(1_500, 2);
        List<Octets> second = cut(next, 600, 1);
        // When
        take(first.get(0));
        take(first.get(1));
        take(second.get(0));
        take(second.get(1));
        // Then
        assertWhole(take(second.get(2)), next);
    }

    @Test
    void aWholeMessageMayComeAgainInFragments() {
        Octets message = message(1_500, 1);
        for (int i = 0; i < 3; i++) {
            List<Octets> fragments = cut(message, 1_000, 1);
            take(fragments.get(0));
            assertWhole(take(fragments.get(1)), message);
        }
    }

    @Test
    void fragmentsOfTwoPeersAreNotMixed() {
        Octets message = message(1_500, 1);
        List<Octets> fragments = cut(message, 1_000, 1);

        take(fragments.get(0));

        assertThat(take(Endpoint.parse("192.0.2.3:500"), fragments.get(1))).isInstanceOf(Whole.Waiting.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "65, 1", "255, 1"})
    void numbersOutOfBoundsAreRefused(int number, int id) {
        assertRefused(take(fragment(id, number, false, Octets.of(1, 2, 3))), FRAGMENT_MALFORMED);
    }

    @Test
    void noDataIsNoFragment() {
        assertRefused(take(fragment(1, 1, true, Octets.EMPTY)), FRAGMENT_MALFORMED);
    }

    @Test
    void whatComesOutMustBeAMessageOfTheSameSession() {
        Octets other = IsakmpMessage.of(
                        new Cookie(9), RESPONDER, ExchangeType.MAIN_MODE, 0, new Payload.Nonce(Octets.ofNumber(7, 16)))
                .encode();

        assertRefused(take(fragment(1, 1, true, other)), FRAGMENT_MALFORMED);
        assertRefused(take(fragment(1, 1, true, Octets.ofNumber(7, 50))), FRAGMENT_MALFORMED);
        assertRefused(take(fragment(1, 1, true, fragment(1, 1, true, message(100, 1)))), FRAGMENT_MALFORMED);
    }

    @Test
    void moreOctetsThanAMessageMayHaveAreRefusedAndForgotten() {
        Whole last = new Whole.Waiting();
        for (int number = 1; number <= 5 && last instanceof Whole.Waiting; number++) {
            last = take(fragment(1, number, false, Octets.wrap(new byte[1_000])));
        }

        assertRefused(last, FRAGMENT_LIMIT);
        assertThat(reassembly.waiting()).isZero();
    }

    @Test
    void onePeerCannotDriveOutTheOthers() {
        // Given
        Octets message = message(1_500, 1);
        List<Octets> fragments = cut(message, 1_000, 1);
        take(fragments.get(0));
        // When: somebody begins a thousand messages
        for (int id = 0; id < 1_000; id++) {
            take(Endpoint.parse("198.51.100.9:" + (1_024 + id)), fragment(id, 1, false, Octets.of(1)));
        }
        // Then
        assertWhole(take(fragments.get(1)), message);
        assertThat(reassembly.waiting()).isLessThanOrEqualTo(8);
    }

    @Test
    void whatWaitsIsBoundedInNumberAndTime() {
        for (int peer = 1; peer <= 100; peer++) {
            take(Endpoint.parse("198.51.100." + peer + ":500"), fragment(1, 1, false, Octets.of(1)));
        }
        assertThat(reassembly.waiting()).isEqualTo(MOST);

        nanoTime.addAndGet(Duration.ofSeconds(16).toNanos());
        take(fragment(1, 1, false, Octets.of(1)));

        assertThat(reassembly.waiting()).isEqualTo(1);
    }

    @Test
    void garbageIsRefusedAndNothingElseHappens() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = fragment(random.nextInt(3), 1 + random.nextInt(3), random.nextBoolean(), message(40, i))
                    .toByteArray();
            for (int k = 28; k < bytes.length; k++) {
                bytes[k] = random.nextInt(8) == 0 ? (byte) random.nextInt() : bytes[k];
            }
            take(Octets.wrap(bytes));
        }
        assertThat(reassembly.waiting()).isLessThanOrEqualTo(8);
    }
}
