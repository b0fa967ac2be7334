package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.connection.Connection.Exchange;
import io.ikebus.negotiator.exchange.Opened;
import io.ikebus.negotiator.exchange.RoguePeer;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.Fuzzing;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A peer that has the right keys, and in each moment of a handshake sends another message than it should: encrypted, and
 * with the right hash. An input is
 *
 * <pre>
 * | which message (1) | exchange type (1) | type of the first payload (1) | payloads before they are encrypted |
 * </pre>
 */
class EngineFuzzTest {
    private static final int INPUTS = 10_000;
    private static final int PREFIX = 3;
    private static final int LONGEST_HANDSHAKE = 12;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_ANSWERS = 8;
    private static final long COOKIE = 0x1122334455667788L;
    private static final Corpus CORPUS = new Corpus("engine");

    /** Somebody is about to receive a message. @param store of the receiver, before */
    private record Moment(Gateway receiver, Map<SessionKey, Secret> store, Gateway.Sent sent, Opened message) {}

    private final List<Moment> moments = Stream.of(
                    moments(Exchange.MAIN, AuthenticationMethod.PRE_SHARED_KEY),
                    moments(Exchange.AGGRESSIVE, AuthenticationMethod.PRE_SHARED_KEY),
                    moments(Exchange.MAIN, AuthenticationMethod.RSA_SIGNATURE))
            .flatMap(List::stream)
            .toList();
    private final Fuzzing fuzzing = new Fuzzing(CORPUS, input -> input.length >= PREFIX && take(Octets.wrap(input)));

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    /** A handshake with all its messages. */
    private static List<Moment> moments(Exchange exchange, AuthenticationMethod method) {
        TwoParties parties = new TwoParties(
                connection("west").exchange(exchange).authentication(method).build(),
                connection("east").exchange(exchange).authentication(method).build(),
                1,
                Conditions.perfect());
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        List<Map<SessionKey, Secret>> wests = new ArrayList<>();
        List<Map<SessionKey, Secret>> easts = new ArrayList<>();
        Optional<RoguePeer> end = Optional.empty();
        while (wests.size() < LONGEST_HANDSHAKE && parties.west.session(key).isPresent()) {
            end = parties.west
                    .session(key)
                    .filter(EngineFuzzTest::isEstablished)
                    .map(RoguePeer::of);
            parties.run(Duration.ZERO);
            wests.add(new LinkedHashMap<>(parties.west.store));
            easts.add(new LinkedHashMap<>(parties.east.store));
            parties.run(Duration.ofMillis(1));
        }
        List<Opened> opened = Opened.all(
                end.orElseThrow().sa(),
                parties.wire.stream().map(Gateway.Sent::message).toList());
        return IntStream.range(0, parties.wire.size())
                .mapToObj(i -> isFromWest(parties.wire.get(i))
                        ? new Moment(parties.east, easts.get(i), parties.wire.get(i), opened.get(i))
                        : new Moment(parties.west, wests.get(i), parties.wire.get(i), opened.get(i)))
                .toList();
    }

    private static boolean isEstablished(Session session) {
        return session.phase1() instanceof Phase1.Established;
    }

    private static boolean isFromWest(Gateway.Sent sent) {
        return sent.headers().local().equals(TwoParties.WEST);
    }

    /** @return whether the engine took it for a message of the peer */
    private boolean take(Octets input) {
        Moment moment = moments.get(input.u8(0) % moments.size());
        Octets message = moment.message.replaced(input.u8(1), input.u8(2), input.from(PREFIX));
        Gateway receiver = moment.receiver;
        receiver.forgetAll();
        receiver.store.putAll(moment.store);
        DatagramHeaders sent = moment.sent.headers();
        receiver.receive(
                TwoParties.START,
                new DatagramHeaders(receiver.id, sent.remote(), sent.local(), sent.marked(), TwoParties.START, null),
                message);
        assertThat(receiver.diary)
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(entry.text()).hasSizeLessThan(LONGEST_TEXT).matches("[\\x20-\\x7e]*"));
        assertThat(receiver.outbox).hasSizeLessThanOrEqualTo(MOST_ANSWERS);
        return receiver.labels(DiaryEntry.Kind.DROPPED).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> fuzzing.take(entry.octets()));
    }

    @Test
    void noMessageOfAPeerWithTheRightKeysDoesHarm() {
        Fuzzing.Outcome outcome = fuzzing.run(INPUTS);

        assertThat(outcome.accepted()).as("messages that were taken").isGreaterThan(outcome.taken() / 50);
    }
}
