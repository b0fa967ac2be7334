package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.connection.ConnectionTables;
import io.ikebus.negotiator.exchange.PeerMessages;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** XAUTH between two of our own engines. */
class UserTest {
    private static final Conditions BAD =
            new Conditions(0.2, 0.2, 0.15, 0.02, Duration.ofMillis(1), Duration.ofMillis(80));
    private static final int SEEDS = 40;
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private static TwoParties with(TwoParties.Draft west, TwoParties.Draft east) {
        return new TwoParties(west.build(), east.build(), 1, Conditions.perfect());
    }

    private static TwoParties eastAsksWest() {
        return with(connection("west").isUser("alice"), connection("east").asksUser());
    }

    @ParameterizedTest
    @CsvSource({
        "PRE_SHARED_KEY, false, false",
        "PRE_SHARED_KEY, true, false",
        "PRE_SHARED_KEY, false, true",
        "PRE_SHARED_KEY, true, true",
        "RSA_SIGNATURE, false, false",
        "RSA_SIGNATURE, true, false",
        "RSA_SIGNATURE, false, true",
        "RSA_SIGNATURE, true, true",
        "RSA_ENCRYPTION, false, false",
        "RSA_ENCRYPTION, true, false",
        "RSA_ENCRYPTION, false, true",
        "RSA_ENCRYPTION, true, true",
        "RSA_ENCRYPTION_REVISED, false, false",
        "RSA_ENCRYPTION_REVISED, true, false",
        "RSA_ENCRYPTION_REVISED, false, true",
        "RSA_ENCRYPTION_REVISED, true, true"
    })
    void whoeverIsAskedAndHasThePasswordGetsATunnel(
            AuthenticationMethod method, boolean aggressive, boolean initiatorAsks) {
        // Given
        TwoParties.Draft west = connection("west").authentication(method);
        TwoParties.Draft east = connection("east").authentication(method);
        if (aggressive) {
            west.aggressive();
            east.aggressive();
        }
        TwoParties parties = initiatorAsks
                ? with(west.asksUser(), east.isUser("alice"))
                : with(west.isUser("alice"), east.asksUser());
        // When
        SessionKey session = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        Gateway server = initiatorAsks ? parties.west : parties.east;
        assertThat(server.labels(DiaryEntry.Kind.DECIDED)).contains("user-verified");
        assertThat(server.statuses.values())
                .extracting(SessionStatus::remoteIdentity)
                .containsExactly("alice at " + (initiatorAsks ? "east.example" : "west.example"));
        assertThat(parties.west.session(session)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void hybridOnlyTheServerSignsAndTheUserProvesHimself(boolean aggressive, boolean initiatorAsks) {
        // Given a client whose vault signs with a key that nobody trusts, should it be asked to
        TwoParties.Draft west = connection("west").authentication(AuthenticationMethod.RSA_SIGNATURE);
        TwoParties.Draft east = connection("east").authentication(AuthenticationMethod.RSA_SIGNATURE);
        if (aggressive) {
            west.aggressive();
            east.aggressive();
        }
        TwoParties parties = initiatorAsks
                ? with(west.asksUser().hybrid(), east.isUser("alice").hybrid())
                : with(west.isUser("alice").hybrid(), east.asksUser().hybrid());
        Gateway server = initiatorAsks ? parties.west : parties.east;
        Gateway client = initiatorAsks ? parties.east : parties.west;
        server.keys = TestKeys.RSA;
        client.keys = new TestKeys("rsa", TestKeys.ANOTHER_RSA.pair());
        client.trusted = TestKeys.RSA;
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(server.noted("user-verified")).isTrue();
        assertThat(client.diary)
                .noneMatch(entry ->
                        entry.kind() == DiaryEntry.Kind.SENT && entry.text().contains("SIG"));
    }

    @Test
    void hybridAServerWhoseSignatureIsNotTrustedGetsNoPassword() {
        // Given
        TwoParties parties = with(
                connection("west")
                        .authentication(AuthenticationMethod.RSA_SIGNATURE)
                        .isUser("alice")
                        .hybrid(),
                connection("east")
                        .authentication(AuthenticationMethod.RSA_SIGNATURE)
                        .asksUser()
                        .hybrid());
        parties.east.keys = TestKeys.ANOTHER_RSA;
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.diary).anyMatch(entry -> entry.label().equals("certificate-untrusted"));
        assertThat(parties.west.labels(DiaryEntry.Kind.SENT)).doesNotContain("XAUTH REPLY");
    }

    @Test
    void theExchangesAreThoseOfTheDraft() {
        TwoParties parties = eastAsksWest();

        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);

        assertThat(Stream.concat(parties.west.diary.stream(), parties.east.diary.stream())
                        .filter(entry -> entry.kind() == DiaryEntry.Kind.SENT)
                        .filter(entry -> entry.exchange().equals("Transaction"))
                        .map(DiaryEntry::label))
                .containsExactlyInAnyOrder("XAUTH REQUEST", "XAUTH REPLY", "XAUTH SET", "XAUTH ACK");
    }

    @Test
    void aWrongPasswordEndsTheSessionAtBothEndsAndTheClientSaysWhy() {
        // Given
        TwoParties parties = eastAsksWest();
        parties.west.passwords.put("alice", "open barley");
        // When
        SessionKey session = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("wrong-password")).isTrue();
        assertThat(parties.east.events).contains("io.ikebus.ike.user-refused");
        assertThat(parties.east.store).isEmpty();
        assertThat(parties.west.statuses.get(session))
                .extracting(SessionStatus::failure)
                .isEqualTo("user-refused");
    }

    @Test
    void aClientWithoutAPasswordSaysSoAndIsRefused() {
        TwoParties parties = eastAsksWest();
        parties.west.passwords.clear();

        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);

        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.noted("user-declined")).isTrue();
        assertThat(parties.east.noted("no-credentials")).isTrue();
    }

    @Test
    void noPasswordIsInDiaryOrStatus() {
        TwoParties parties = eastAsksWest();

        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);

        assertThat(parties.agreeOn(2)).isTrue();
        String hex = Octets.wrap("open sesame".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hex();
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            assertThat(gateway.diary.toString() + gateway.statuses + gateway.events)
                    .doesNotContain("sesame")
                    .doesNotContain(hex);
        }
    }

    @Test
    void theServersQuestionIsAskedAgainUntilItIsAnsweredAndTheAnswerIsTheSame() {
        // Given the client's vault is away when it is asked
        TwoParties parties = with(
                connection("west")
                        .authentication(AuthenticationMethod.RSA_SIGNATURE)
                        .isUser("alice"),
                connection("east")
                        .authentication(AuthenticationMethod.RSA_SIGNATURE)
                        .asksUser());
        parties.west.usersAway = true;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        assertThat(parties.west.noted("vault-unreachable")).isTrue();
        // When
        parties.west.usersAway = false;
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.labels(DiaryEntry.Kind.SENT)).contains("CREDENTIALS");
        // When each datagram comes a second time
        List<Octets> sent = messages(parties);
        List.copyOf(parties.wire).forEach(parties::deliver);
        parties.run(A_WHILE);
        // Then nothing moves, and what is answered is answered with the same bytes
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(sent).containsAll(messages(parties));
    }

    private static List<Octets> messages(TwoParties parties) {
        return parties.wire.stream().map(Gateway.Sent::message).toList();
    }

    @Test
    void aQuickModeBeforeTheUserIsKnownIsDropped() {
        // Given a peer that forgets, just before the end of phase 1, that it will be asked
        TwoParties parties = eastAsksWest();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofMillis(5));
        parties.west.connections =
                ConnectionTables.of(List.of(connection("west").build()));
        // When
        parties.run(A_WHILE);
        // Then
        assertThat(parties.west.labels(DiaryEntry.Kind.SENT)).contains("QM1");
        assertThat(parties.east.noted("not-settled")).isTrue();
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void whoWaitsForTheOtherInVainGivesUp() {
        TwoParties parties = eastAsksWest();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofMillis(6));
        assertThat(parties.east.statuses.values())
                .extracting(SessionStatus::state)
                .containsExactly("awaiting-user");
        parties.cut();

        parties.run(Duration.ofMinutes(5));

        assertThat(parties.west.store).isEmpty();
        assertThat(parties.east.store).isEmpty();
    }

    @Test
    void whoSaysThatItHasNoOtherSaEndsThoseOfTheSameUserOnly() {
        // Given two users of one identity
        TwoParties parties = eastAsksWest();
        parties.east.passwords.put("bob", "rosebud");
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        SessionKey ofAlice = parties.east.statuses.keySet().iterator().next();
        // Then
        assertThat(parties.east.establishedBetween(ofAlice.gateway(), "east.example", "alice at west.example"))
                .containsExactly(ofAlice);
        assertThat(parties.east.establishedBetween(ofAlice.gateway(), "east.example", "bob at west.example"))
                .isEmpty();
    }

    private static Attribute attribute(int type, String hex) {
        return Attribute.of(type, Octets.fromHex(hex));
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of("nothing", 2, List.of()),
                Arguments.of("a name alone", 2, List.of(attribute(16_521, "616c696365"))),
                Arguments.of("a password alone", 2, List.of(attribute(16_522, "6f70656e"))),
                Arguments.of("an empty name", 2, List.of(attribute(16_521, ""), attribute(16_522, "6f70656e"))),
                Arguments.of("an empty password", 2, List.of(attribute(16_521, "616c"), attribute(16_522, ""))),
                Arguments.of(
                        "a password that ends at once", 2, List.of(attribute(16_521, "616c"), attribute(16_522, "00"))),
                Arguments.of("a name that is no text", 2, List.of(attribute(16_521, "fffe"), attribute(16_522, "6f"))),
                Arguments.of(
                        "a name with a line's end", 2, List.of(attribute(16_521, "610a62"), attribute(16_522, "6f"))),
                Arguments.of(
                        "a name too long", 2, List.of(attribute(16_521, "61".repeat(256)), attribute(16_522, "6f"))),
                Arguments.of(
                        "a password too long",
                        2,
                        List.of(attribute(16_521, "61"), attribute(16_522, "6f".repeat(513)))),
                Arguments.of("a status", 2, List.of(Attribute.of(16_527, 1))),
                Arguments.of("attributes of anything", 2, List.of(attribute(1, "0a"), attribute(0x7fff, "00ff"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void aReplyThatIsNoUserAndPasswordIsRefusedAndEndsTheSession(String what, int type, List<Attribute> attributes) {
        // Given east has asked
        TwoParties parties = eastAsksWest();
        parties.west.usersAway = true;
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofMillis(20));
        Session west = parties.west.session(key).orElseThrow();
        Session east = parties.east
                .session(new SessionKey(parties.east.id, key.initiatorCookie()))
                .orElseThrow();
        // When
        parties.east.receive(parties.now, TO_EAST.apply(parties), PeerMessages.replyTo(east, west, type, attributes));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("no-credentials")).isTrue();
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.store).isEmpty();
    }

    @Test
    void anAnswerOfAnotherTypeIsNoAnswer() {
        TwoParties parties = eastAsksWest();
        parties.west.usersAway = true;
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofMillis(20));
        Session west = parties.west.session(key).orElseThrow();
        Session east = parties.east
                .session(new SessionKey(parties.east.id, key.initiatorCookie()))
                .orElseThrow();
        for (int type : new int[] {0, 1, 3, 4, 255}) {
            parties.east.receive(
                    parties.now,
                    TO_EAST.apply(parties),
                    PeerMessages.replyTo(east, west, type, List.of(Attribute.of(16_527, 1))));
        }
        assertThat(parties.east.noted("unexpected-message")).isTrue();

        parties.west.usersAway = false;
        parties.run(A_WHILE);

        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void whoIsNotAskedTellsNobodyAPassword() {
        // Given a tunnel without XAUTH
        TwoParties parties = TwoParties.perfect();
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        Session west = parties.west.session(key).orElseThrow();
        int sent = parties.wire.size();
        // When west asks, and tells that east is welcome
        for (int type : new int[] {1, 3}) {
            parties.east.receive(
                    parties.now,
                    TO_EAST.apply(parties),
                    PeerMessages.first(
                            west,
                            ExchangeType.TRANSACTION,
                            77 + type,
                            Payload.Attributes.of(
                                    type,
                                    1,
                                    List.of(attribute(16_521, ""), attribute(16_522, ""), Attribute.of(16_527, 1)))));
        }
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("unexpected-message")).isTrue();
        assertThat(parties.wire).hasSize(sent);
        assertThat(parties.agreeOn(2)).isTrue();
    }

    private static final Function<TwoParties, DatagramHeaders> TO_EAST =
            parties -> new DatagramHeaders(parties.east.id, TwoParties.EAST, TwoParties.WEST, false, parties.now, null);

    @Test
    void onABadNetworkBothEndsAgreeInTheEnd() {
        int tunnels = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            // Given
            TwoParties.Draft west = connection("west").isUser("alice");
            TwoParties.Draft east = connection("east").asksUser();
            if (seed % 2 == 0) {
                west.aggressive();
                east.aggressive();
            }
            TwoParties parties = new TwoParties(west.build(), east.build(), seed, BAD);
            // When
            parties.west.initiate(parties.now, "to-east", COOKIE);
            parties.run(Duration.ofSeconds(20));
            parties.calmDown();
            parties.run(Duration.ofMinutes(4));
            // Then
            boolean tunnel = parties.agreeOn(2);
            assertThat(tunnel || parties.agreeOn(0)).as("seed " + seed).isTrue();
            tunnels += tunnel ? 1 : 0;
        }
        assertThat(tunnels).isGreaterThan(SEEDS * 3 / 4);
    }
}
