package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.auth.EncryptionPayloads;
import io.ikebus.negotiator.auth.EncryptionSkeyid;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Exchange;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DiaryEntry.Kind;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 2409 5.2 and 5.3, between two of our own engines. */
class PublicKeyEncryptionTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORT_NONCE = 20;
    private static final int BAD_NETWORKS = 60;
    private static final Conditions BAD =
            new Conditions(0.2, 0.2, 0.15, 0.1, Duration.ofMillis(1), Duration.ofMillis(80));
    private static final List<AuthenticationMethod> METHODS =
            List.of(AuthenticationMethod.RSA_ENCRYPTION, AuthenticationMethod.RSA_ENCRYPTION_REVISED);

    record Cell(
            Exchange exchange,
            AuthenticationMethod method,
            EncryptionSkeyid skeyid,
            EncryptionPayloads payloads,
            boolean pfs) {
        TwoParties parties() {
            return between(this, this, 1, Conditions.perfect());
        }

        TwoParties.Draft draft(String gateway) {
            return connection(gateway)
                    .exchange(exchange)
                    .authentication(method)
                    .child(pfs ? "aes128gcm16-ecp256" : "aes128gcm16");
        }

        /** The draft as a connection, with the two fields that only these methods have. */
        Connection build(TwoParties.Draft draft) {
            try {
                ObjectNode json = (ObjectNode) JSON.readTree(BusJson.write(draft.build()));
                json.withObject("/ike")
                        .put("encryptionSkeyid", skeyid.name())
                        .put("encryptionPayloads", payloads.name());
                return switch (BusJson.read(JSON.writeValueAsBytes(json), Connection.class)) {
                    case BusValue.Read<Connection>(Connection connection) -> connection;
                    case BusValue.Garbage<Connection> garbage -> throw new AssertionError(garbage.toString());
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Connection build(String gateway) {
            return build(draft(gateway));
        }

        Cell skeyid(EncryptionSkeyid other) {
            return new Cell(exchange, method, other, payloads, pfs);
        }

        Cell payloads(EncryptionPayloads other) {
            return new Cell(exchange, method, skeyid, other, pfs);
        }
    }

    private static TwoParties between(Cell west, Cell east, long seed, Conditions conditions) {
        return new TwoParties(west.build("west"), east.build("east"), seed, conditions);
    }

    static Stream<Cell> ways() {
        return Arrays.stream(Exchange.values())
                .flatMap(exchange -> METHODS.stream()
                        .map(method -> new Cell(
                                exchange, method, EncryptionSkeyid.RFC2409, EncryptionPayloads.RFC2409, false)));
    }

    static Stream<Cell> cells() {
        return ways().flatMap(way -> Arrays.stream(EncryptionSkeyid.values())
                .flatMap(skeyid -> Arrays.stream(EncryptionPayloads.values())
                        .flatMap(payloads -> Stream.of(false, true)
                                .map(pfs -> new Cell(way.exchange, way.method, skeyid, payloads, pfs)))));
    }

    private static TwoParties run(TwoParties parties) {
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        return parties;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void eachWayLeadsToATunnelAlsoWithShortNonces(Cell cell) {
        // Given
        TwoParties parties = cell.parties();
        parties.west.longestNonce = SHORT_NONCE;
        parties.east.longestNonce = SHORT_NONCE;
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void mainModeHasTheMessagesOfTheRfc() {
        TwoParties parties = run(ways().findFirst().orElseThrow().parties());

        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.diary)
                .filteredOn(entry -> entry.kind() == Kind.SENT)
                .extracting(entry -> entry.label() + " " + entry.text())
                .anyMatch(text -> text.startsWith("MM3 HDR, KE, ID, NONCE"))
                .contains("MM5 HDR*, HASH");
        assertThat(parties.east.diary)
                .filteredOn(entry -> entry.kind() == Kind.SENT)
                .extracting(entry -> entry.label() + " " + entry.text())
                .anyMatch(text -> text.startsWith("MM4 HDR, KE, ID, NONCE"))
                .contains("MM6 HDR*, HASH");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nobodyOnTheWayLearnsWhoTalks(Cell way) {
        // Given
        TwoParties parties = way.parties();
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.wire)
                .extracting(sent -> new String(sent.message().toByteArray(), StandardCharsets.ISO_8859_1))
                .noneMatch(message -> message.contains("west.example") || message.contains("east.example"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void withShortNoncesTheTwoFormsOfSkeyidDoNotMeet(Cell way) {
        // Given
        TwoParties parties = between(way, way.skeyid(EncryptionSkeyid.PLAIN_NONCES), 1, Conditions.perfect());
        parties.west.longestNonce = SHORT_NONCE;
        parties.east.longestNonce = SHORT_NONCE;
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.events).doesNotContain("io.ikebus.ike.established");
        assertThat(parties.east.events).doesNotContain("io.ikebus.ike.established");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void withNoncesOfOursTheyDoAlsoIfThePeersIsShort(Cell way) {
        // Given
        TwoParties parties = between(way, way.skeyid(EncryptionSkeyid.PLAIN_NONCES), 1, Conditions.perfect());
        parties.east.longestNonce = SHORT_NONCE;
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Exchange.class)
    void theTwoFormsOfTheRevisedModesPayloadsDoNotMeet(Exchange exchange) {
        // Given
        Cell way = new Cell(
                exchange,
                AuthenticationMethod.RSA_ENCRYPTION_REVISED,
                EncryptionSkeyid.RFC2409,
                EncryptionPayloads.RFC2409,
                false);
        TwoParties parties = between(way, way.payloads(EncryptionPayloads.HUAWEI), 1, Conditions.perfect());
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("unknown-peer")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aResponderToWhoseOldKeyWasEncryptedSaysOnlyThatThePeerIsUnknown(Cell way) {
        // Given
        TwoParties parties = way.parties();
        parties.west.encryption = EncryptionKeys.between(EncryptionKeys.WEST, EncryptionKeys.ANOTHER);
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("unknown-peer")).isTrue();
        assertThat(parties.east.labels(Kind.SENT)).doesNotContain("MM4", "AM2");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anInitiatorToWhoseOldKeyWasEncryptedDropsIt(Cell way) {
        // Given
        TwoParties parties = way.parties();
        parties.east.encryption = EncryptionKeys.between(EncryptionKeys.EAST, EncryptionKeys.ANOTHER);
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.noted("unknown-peer")).isTrue();
        assertThat(parties.west.labels(Kind.SENT)).doesNotContain("MM5", "AM3");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void somebodyWithoutTheInitiatorsKeyCannotProveToBeIt(Cell way) {
        // Given an impostor whom east's nonce is not encrypted to, though its vault answers
        TwoParties parties = way.parties();
        parties.west.encryption = EncryptionKeys.between(EncryptionKeys.ANOTHER, EncryptionKeys.EAST);
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.events).doesNotContain("io.ikebus.ike.established");
        assertThat(parties.west.events).doesNotContain("io.ikebus.ike.established");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void damagedMessagesEndNothing(Cell way) {
        // Given each octet of message 1 or 3 that is encrypted, damaged once in steps
        TwoParties parties = way.parties();
        boolean main = way.exchange == Exchange.MAIN;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        if (main) {
            parties.deliver(parties.west.outbox.removeFirst());
            parties.deliver(parties.east.outbox.removeFirst());
        }
        Gateway.Sent whole = parties.west.outbox.getFirst();
        int header = main ? 28 + 4 : 28 + 120;
        for (int at = header; at < whole.message().length(); at += 37) {
            byte[] bytes = whole.message().toByteArray();
            bytes[at] ^= 0x10;
            SessionKey session = new SessionKey(parties.east.id, new Cookie(COOKIE));
            var before = parties.east.store.get(session);
            // When
            parties.deliver(new Gateway.Sent(whole.headers(), Octets.wrap(bytes)));
            // Then
            assertThat(parties.east.events).doesNotContain("io.ikebus.ike.established");
            if (before == null) {
                parties.east.store.remove(session);
            } else {
                parties.east.store.put(session, before);
            }
            parties.east.outbox.clear();
        }
        // And the right one still leads to a tunnel
        parties.run(Duration.ofSeconds(30));
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aVaultThatIsAwayDelaysAndDoesNotBreak(Cell way) {
        // Given
        TwoParties parties = way.parties();
        parties.east.vaultAway = true;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        assertThat(parties.east.noted("vault-unreachable")).isTrue();
        // When
        parties.east.vaultAway = false;
        parties.run(Duration.ofSeconds(20));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void anInitiatorWhoseVaultIsAwayGoesOnWithMessage2ComingAgain() {
        // Given
        TwoParties parties = ways().findFirst().orElseThrow().parties();
        parties.west.vaultAway = true;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        assertThat(parties.west.noted("vault-unreachable")).isTrue();
        // When
        parties.west.vaultAway = false;
        parties.run(Duration.ofSeconds(20));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPeerKeyThatIsACertificatesIsToldByItsHash(Cell way) {
        // Given
        TwoParties parties = way.parties();
        Octets certificate = Octets.wrap("east's certificate".getBytes(StandardCharsets.US_ASCII));
        parties.west.encryption = new EncryptionKeys(EncryptionKeys.WEST, EncryptionKeys.EAST.getPublic(), certificate);
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.certificateHashes).containsOnly(HashAlgorithm.SHA2_256.hash(certificate));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itIsOffUnlessAConnectionSaysSo(Cell way) {
        // Given
        TwoParties parties = new TwoParties(
                way.build("west"), connection("east").exchange(way.exchange).build(), 1, Conditions.perfect());
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("no-proposal-chosen")
                        || parties.east.noted("unknown-peer")
                        || parties.east.noted("no-connection"))
                .isTrue();
        assertThat(parties.east.store).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aResponderTakesAnyPeerThatAPatternExpectsAndWhoseKeyItHas(Cell way) {
        // Given
        TwoParties parties = new TwoParties(
                way.build("west"),
                way.build(way.draft("east").peers("0.0.0.0/0").peerIdentity("*.example")),
                1,
                Conditions.perfect());
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.statuses.values())
                .extracting(status -> status.remoteIdentity())
                .containsExactly("west.example");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void behindATranslatorTheTunnelGoesOverTheOtherPort(Cell way) {
        // Given
        TwoParties parties = new TwoParties(
                way.build("west"), way.build(way.draft("east").peers("198.51.100.0/24")), 1, Conditions.perfect());
        parties.translator = Translator.at("198.51.100.7", 40_000);
        // When
        run(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.wire.getLast().headers().marked()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void afterABadNetworkBothEndsHoldTheSameSasOrNone(Cell way) {
        int tunnels = 0;
        for (long seed = 1; seed <= BAD_NETWORKS; seed++) {
            // Given
            TwoParties parties = between(way, way, seed, BAD);
            // When
            parties.west.initiate(parties.now, "to-east", seed);
            parties.run(Duration.ofSeconds(30));
            parties.calmDown();
            parties.run(Duration.ofSeconds(200));
            // Then
            assertThat(parties.agreeOn(2) || parties.agreeOn(0))
                    .as("seed %d", seed)
                    .isTrue();
            tunnels += parties.agreeOn(2) ? 1 : 0;
        }
        assertThat(tunnels).isGreaterThan(BAD_NETWORKS * 3 / 5);
    }
}
