package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.exchange.RoguePeer;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has gone wrong in other implementations, and must not go wrong here. */
class LessonsTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final int MESSAGE_ID = 0x01020304;
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Octets NONSENSE = Octets.wrap(new byte[32]);

    private static TwoParties established() {
        TwoParties parties = TwoParties.perfect();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        assertThat(parties.agreeOn(2)).isTrue();
        return parties;
    }

    private static Payload deleteOf(RoguePeer peer) {
        return Payload.Delete.of(1, List.of(peer.cookies()));
    }

    private static RoguePeer rogueWest(TwoParties parties) {
        return RoguePeer.of(parties.west
                .session(new SessionKey(parties.west.id, new Cookie(COOKIE)))
                .orElseThrow());
    }

    private static void toEast(TwoParties parties, Octets message) {
        parties.deliver(new Gateway.Sent(
                new DatagramHeaders(parties.west.id, TwoParties.WEST, TwoParties.EAST, false, parties.now, null),
                message));
    }

    @Test
    void cve_2016_5361_aForgedSenderIsNeverSentMoreThanItSent() {
        // Given message 1 as short as it can be: one transform and no vendor ID
        TwoParties parties = TwoParties.perfect();
        Octets first = IsakmpMessage.of(new Cookie(COOKIE), Cookie.NONE, ExchangeType.MAIN_MODE, 0, offer(parties))
                .encode();
        // When
        toEast(parties, first);
        parties.run(LONG);
        // Then it is answered once, and not even that with more octets than came in
        assertThat(parties.wire)
                .singleElement()
                .satisfies(answer -> assertThat(answer.message().length()).isLessThanOrEqualTo(first.length()));
        assertThat(parties.east.store).isEmpty();
    }

    private static SecurityAssociation offer(TwoParties parties) {
        parties.west.initiate(parties.now, "to-east", COOKIE);
        Octets message = parties.west.outbox.removeFirst().message();
        parties.west.store.clear();
        if (IsakmpMessage.decode(message) instanceof Decoded.Accepted<IsakmpMessage>(IsakmpMessage whole)) {
            return whole.chain().only(SecurityAssociation.class).orElseThrow();
        }
        throw new IllegalStateException("our own message is readable");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void cve_2016_5361_aResponderRepeatsNothingByItselfBeforeThePeerHasProvedWhoItIs(int messages) {
        // Given a peer that falls silent after this many messages of Main Mode
        TwoParties parties = TwoParties.perfect();
        parties.east.presharedKey = "another key";
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(0));
        for (int i = 1; i < messages; i++) {
            parties.run(Duration.ofMillis(2));
        }
        parties.run(Duration.ofMillis(1));
        parties.west.store.clear();
        long received = parties.wire.stream().filter(LessonsTest::isFromWest).count();
        assertThat(received).isEqualTo(messages);
        // When
        parties.run(LONG);
        // Then
        assertThat(parties.wire.stream().filter(sent -> !isFromWest(sent)).count())
                .isLessThanOrEqualTo(received);
        assertThat(parties.east.store).isEmpty();
    }

    private static boolean isFromWest(Gateway.Sent sent) {
        return sent.headers().local().equals(TwoParties.WEST);
    }

    /** Ways to send a Delete of the ISAKMP SA that the peer has not authenticated. */
    enum Unauthenticated {
        IN_CLEAR((peer, delete) -> peer.clear(
                ExchangeType.INFORMATIONAL,
                MESSAGE_ID,
                PayloadType.DELETE,
                PayloadChain.of(delete).encoded())),
        WITHOUT_A_HASH((peer, delete) -> peer.encrypted(
                ExchangeType.INFORMATIONAL,
                MESSAGE_ID,
                PayloadType.DELETE,
                PayloadChain.of(delete).encoded())),
        WITH_A_WRONG_HASH((peer, delete) -> peer.withHash(
                ExchangeType.INFORMATIONAL,
                MESSAGE_ID,
                NONSENSE,
                PayloadType.DELETE,
                PayloadChain.of(delete).encoded())),
        WITH_AN_EMPTY_HASH((peer, delete) -> peer.withHash(
                ExchangeType.INFORMATIONAL,
                MESSAGE_ID,
                Octets.EMPTY,
                PayloadType.DELETE,
                PayloadChain.of(delete).encoded())),
        WITH_A_HASH_BEHIND_IT((peer, delete) -> peer.encrypted(
                ExchangeType.INFORMATIONAL,
                MESSAGE_ID,
                PayloadType.DELETE,
                PayloadChain.of(delete, new Payload.Hash(NONSENSE)).encoded())),
        WITH_THE_HASH_OF_ANOTHER_MESSAGE_ID((peer, delete) -> {
            Octets rest = PayloadChain.of(delete).encoded();
            return peer.encrypted(
                    ExchangeType.INFORMATIONAL,
                    MESSAGE_ID,
                    PayloadType.HASH,
                    Octets.concat(Octets.of(PayloadType.DELETE, 0, 0, 36), peer.hash1(MESSAGE_ID + 1, rest), rest));
        });

        private final BiFunction<RoguePeer, Payload, Octets> message;

        Unauthenticated(BiFunction<RoguePeer, Payload, Octets> message) {
            this.message = message;
        }
    }

    @ParameterizedTest
    @EnumSource
    void cve_2019_10155_anInformationalWithoutAValidHashDoesNothing(Unauthenticated way) {
        // Given
        TwoParties parties = established();
        RoguePeer peer = rogueWest(parties);
        int sent = parties.wire.size();
        // When
        toEast(parties, way.message.apply(peer, deleteOf(peer)));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.wire).hasSize(sent);
    }

    @Test
    void theSameDeleteWithAValidHashEndsTheSession() {
        // Given
        TwoParties parties = established();
        RoguePeer peer = rogueWest(parties);
        // When
        toEast(
                parties,
                peer.authentic(
                        ExchangeType.INFORMATIONAL,
                        MESSAGE_ID,
                        PayloadType.DELETE,
                        PayloadChain.of(deleteOf(peer)).encoded()));
        // Then
        assertThat(parties.east.kernel).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {IdType.FQDN, IdType.USER_FQDN, IdType.DER_ASN1_DN, IdType.KEY_ID, 0, 255})
    void cve_2023_38711_anIdentityThatIsNoAddressInQuickModeIsRefusedAndBreaksNothing(int idType) {
        // Given
        TwoParties parties = established();
        Payload.Identification id = Payload.Identification.of(
                idType, 0, 0, Octets.wrap("west.example".getBytes(StandardCharsets.US_ASCII)));
        Payload nonce = new Payload.Nonce(NONSENSE);
        // When
        toEast(
                parties,
                rogueWest(parties)
                        .authentic(
                                ExchangeType.QUICK_MODE,
                                MESSAGE_ID,
                                PayloadType.SA,
                                PayloadChain.of(offer(TwoParties.perfect()), nonce, id, id)
                                        .encoded()));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.diary)
                .anyMatch(entry -> entry.label().equals("peer-notify")
                        && entry.text().contains(NotifyType.nameOf(NotifyType.INVALID_ID_INFORMATION)));
    }

    @Test
    void cve_2018_5389_aggressiveModeWithAPresharedKeyIsOffUnlessAConnectionSaysSoAndThenAnnounced() {
        // Given the one end asks for it and the other has not been told to
        TwoParties parties = new TwoParties(
                connection("west").aggressive().build(), connection("east").build(), 1, Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then no hash has been handed out
        assertThat(parties.wire)
                .filteredOn(sent -> !isFromWest(sent))
                .noneMatch(sent -> sent.message().u8(18) == ExchangeType.AGGRESSIVE_MODE);
        assertThat(parties.west.events).contains("io.ikebus.ike.weak-exchange");
    }
}
