package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.EAST;
import static io.ikebus.negotiator.twoparty.TwoParties.WEST;
import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.proposal.ChildProposal;
import io.ikebus.negotiator.proposal.ExtendedSequenceNumbers;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All kinds of child SA between two of our own engines: what both agree on, and what both kernels are told. */
class ChildrenTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final String BUNDLE = "aes128gcm16+ah-sha2_256";
    private static final String OUTSIDE = "198.51.100.7";

    private static TwoParties parties(TwoParties.Draft west, TwoParties.Draft east) {
        TwoParties parties = new TwoParties(west.build(), east.build(), 1, Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", COOKIE);
        return parties;
    }

    private static Collection<Output.InstallSa> orders(Gateway gateway) {
        return gateway.orders.values();
    }

    private static List<PolicyDescription> policies(Gateway gateway) {
        return orders(gateway).stream()
                .flatMap(order -> order.policies().stream())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ah-sha1",
                "ah-sha2_256",
                "ah-sha2_384-ecp256",
                "ah-sha2_512-modp2048",
                "ah-aesxcbc",
                "ah-aescmac",
                "ah-sha2_256_96"
            })
    void ahAloneMakesATunnel(String proposal) {
        // When
        TwoParties parties =
                parties(connection("west").child(proposal), connection("east").child(proposal));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            assertThat(orders(gateway)).allSatisfy(order -> {
                assertThat(order.id().protocol()).isEqualTo(IpsecProtocol.AH);
                assertThat(order.sa().mode()).isEqualTo(Mode.TUNNEL);
                assertThat(order.policies())
                        .allSatisfy(policy -> assertThat(policy.ipsecProtocol()).isEqualTo(IpsecProtocol.AH));
            });
        }
        // And when it goes again
        delete(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes128-md5", "des-sha1", "des-md5-modp1024", "ah-md5", "null-md5+ah-md5"})
    void whatIsBrokenNeedsTheLegacyPolicyAndThenWorks(String proposal) {
        TwoParties parties = parties(
                connection("west").child(proposal).policy(Policy.LEGACY),
                connection("east").child(proposal).policy(Policy.LEGACY));
        parties.run(A_WHILE);

        assertThat(parties.agreeOn(proposal.contains("+") ? 4 : 2)).isTrue();
        assertThat(Policy.DEFAULT.objection(ChildProposal.parse(proposal))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"false, aes128gcm16+ah-sha2_256", "true, aes256-sha2_256+ah-sha1-ecp256"})
    void espInsideAhIsOneBundleOfTwoSasEachWay(boolean transport, String proposal) {
        // Given
        TwoParties.Draft west = connection("west").child(proposal);
        TwoParties.Draft east = connection("east").child(proposal);
        // When
        TwoParties parties = parties(transport ? west.transport() : west, transport ? east.transport() : east);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(4)).isTrue();
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            assertThat(orders(gateway))
                    .extracting(order -> order.id().protocol())
                    .containsExactly(IpsecProtocol.AH, IpsecProtocol.ESP, IpsecProtocol.AH, IpsecProtocol.ESP);
            assertThat(orders(gateway))
                    .extracting(order -> order.sa().mode())
                    .containsExactly(
                            Mode.TRANSPORT,
                            transport ? Mode.TRANSPORT : Mode.TUNNEL,
                            Mode.TRANSPORT,
                            transport ? Mode.TRANSPORT : Mode.TUNNEL);
            assertThat(orders(gateway)).extracting(order -> order.sa().reqid()).containsOnly(reqid(gateway));
            assertThat(policies(gateway)).hasSize(transport ? 2 : 3).allSatisfy(policy -> {
                assertThat(policy.ipsecProtocol()).isEqualTo(IpsecProtocol.ESP);
                assertThat(policy.outerProtocol()).isEqualTo(IpsecProtocol.AH);
            });
            // Protocol and SPI go into KEYMAT: no key is a part of another.
            assertThat(gateway.kernel.values().stream().map(ChildrenTest::head)).doesNotHaveDuplicates();
        }
        // And when it goes again
        delete(parties);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(IpsecProtocol.class)
    void aBundleOfWhichThePeerDeletesOneHalfIsGoneAltogether(IpsecProtocol half) {
        // Given
        TwoParties parties =
                parties(connection("west").child(BUNDLE), connection("east").child(BUNDLE));
        parties.run(A_WHILE);
        SaId lost = parties.west.kernel.keySet().stream()
                .filter(id -> id.protocol() == half && id.destination().equals(WEST.address()))
                .findFirst()
                .orElseThrow();
        // When
        parties.west.kernel.remove(lost);
        parties.west.outcome(parties.west.store.keySet().iterator().next(), lost, SaOutcome.Kind.REMOVED, "ok");
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void aBundleWhoseAhTheKernelRefusesLeavesNothingBehind() {
        // Given
        TwoParties parties =
                parties(connection("west").child(BUNDLE), connection("east").child(BUNDLE));
        parties.east.refused = IpsecProtocol.AH;
        // When
        parties.run(Duration.ofSeconds(40));
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("install-failed")).isTrue();
    }

    @Test
    void aBundleIsNotTakenByAConnectionThatAllowsItsHalvesOnly() {
        // When
        TwoParties parties =
                parties(connection("west").child(BUNDLE), connection("east").child("aes128gcm16", "ah-sha2_256"));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.diary)
                .anyMatch(entry -> entry.label().equals("no-proposal-chosen")
                        && entry.text().contains("protocol: ESP+AH offered"));
    }

    @Test
    void transportModeIsBetweenTheHostsOfThePath() {
        // When
        TwoParties parties =
                parties(connection("west").transport(), connection("east").transport());
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(orders(parties.east))
                .allSatisfy(order -> assertThat(order.sa().mode()).isEqualTo(Mode.TRANSPORT));
        assertThat(policies(parties.east))
                .extracting(PolicyDescription::direction)
                .containsExactlyInAnyOrder(PolicyDirection.IN, PolicyDirection.OUT);
        assertThat(policies(parties.east))
                .filteredOn(policy -> policy.direction() == PolicyDirection.IN)
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.mode()).isEqualTo(Mode.TRANSPORT);
                    assertThat(policy.source()).isEqualTo(IpPrefix.host(WEST.address()));
                    assertThat(policy.destination()).isEqualTo(IpPrefix.host(EAST.address()));
                });
        assertThat(parties.west.diary).noneMatch(entry -> entry.text().contains("NAT-OA"));
    }

    @Test
    void tunnelAndTransportModeAreNotMistakenForEachOther() {
        // When
        TwoParties parties =
                parties(connection("west").transport(), connection("east").narrowing("0.0.0.0/0"));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void behindATranslatorTheRealAddressesTakeThePlaceOfThoseThatWereSent() {
        // Given
        TwoParties parties = parties(
                connection("west").transport(), connection("east").transport().peers("198.51.100.0/24"));
        parties.translator = Translator.at(OUTSIDE, 40_000);
        // When
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(policies(parties.east))
                .filteredOn(policy -> policy.direction() == PolicyDirection.IN)
                .singleElement()
                .satisfies(policy -> assertThat(policy.source()).isEqualTo(IpPrefix.parse(OUTSIDE + "/32")));
        assertThat(orders(parties.east))
                .allSatisfy(order -> assertThat(order.sa().encapsulation()).isNotNull());
        assertThat(texts(parties.west, "QM1")).containsExactly("HDR*, HASH, SA, NONCE, ID, ID, NAT-OA, NAT-OA");
        assertThat(texts(parties.east, "QM2")).containsExactly("HDR*, HASH, SA, NONCE, ID, ID, NAT-OA, NAT-OA");
    }

    @Test
    void inATunnelNobodyNeedsOriginalAddresses() {
        // Given
        TwoParties parties = parties(connection("west"), connection("east").peers("198.51.100.0/24"));
        parties.translator = Translator.at(OUTSIDE, 40_000);
        // When
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(texts(parties.west, "QM1")).containsExactly("HDR*, HASH, SA, NONCE, ID, ID");
    }

    /** L2TP over IPsec (RFC 3193): UDP port 1701 of the server, any port of the client. */
    @Test
    void anL2tpServerTakesThePortsThatItsClientNames() {
        // When
        TwoParties parties = parties(
                connection("west").transport().upper(17, 1701, 1701),
                connection("east").transport().upper(17, 1701, 0).narrow());
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(policies(parties.east)).allSatisfy(policy -> {
            assertThat(policy.protocol()).isEqualTo(17);
            assertThat(policy.sourcePort()).isEqualTo(1701);
            assertThat(policy.destinationPort()).isEqualTo(1701);
        });
        // And when it is renewed by the server
        SessionKey session = parties.east.store.keySet().iterator().next();
        parties.east.softLimit(parties.now, session);
        parties.run(Duration.ofMinutes(3));
        // Then with the same ports
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(texts(parties.east, "QM1")).hasSize(1);
        assertThat(policies(parties.east))
                .allSatisfy(policy -> assertThat(policy.sourcePort()).isEqualTo(1701));
    }

    @Test
    void anL2tpServerTakesNoOtherPortsThanItsOwn() {
        // When
        TwoParties parties = parties(
                connection("west").transport().upper(17, 0, 22),
                connection("east").transport().upper(17, 1701, 0).narrow());
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("selector-mismatch")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ah-sha2_256", BUNDLE})
    void ahIsNotEvenOfferedThroughATranslator(String proposal) {
        // Given
        TwoParties parties = parties(
                connection("west").child(proposal),
                connection("east").child(proposal).peers("198.51.100.0/24"));
        parties.translator = Translator.at(OUTSIDE, 40_000);
        // When
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.noted("ah-behind-translator")).isTrue();
        assertThat(texts(parties.west, "QM1")).isEmpty();
    }

    @Test
    void throughATranslatorEspIsOfferedWithoutTheAhBeforeIt() {
        // Given
        TwoParties parties = parties(
                connection("west").child("ah-sha2_256", BUNDLE, "aes128gcm16"),
                connection("east").child("aes128gcm16").peers("198.51.100.0/24"));
        parties.translator = Translator.at(OUTSIDE, 40_000);
        // When
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes128gcm16", "aes128-sha2_256", "ah-sha2_256", BUNDLE})
    void extendedSequenceNumbersReachBothKernels(String proposal) {
        // When
        TwoParties parties = parties(
                connection("west").child(proposal).extendedSequenceNumbers(ExtendedSequenceNumbers.PREFER),
                connection("east").child(proposal));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(proposal.equals(BUNDLE) ? 4 : 2)).isTrue();
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            assertThat(orders(gateway))
                    .allSatisfy(order ->
                            assertThat(order.sa().extendedSequenceNumbers()).isTrue());
        }
    }

    @Test
    void whoRefusesExtendedSequenceNumbersGetsAChildWithoutThem() {
        // When
        TwoParties parties = parties(
                connection("west").extendedSequenceNumbers(ExtendedSequenceNumbers.PREFER),
                connection("east").extendedSequenceNumbers(ExtendedSequenceNumbers.REFUSE));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(orders(parties.east)).noneMatch(order -> order.sa().extendedSequenceNumbers());
    }

    @Test
    void severalQuickModesRunAtOnceWhateverTheirOrderOfArrival() {
        for (int seed = 1; seed <= 20; seed++) {
            // Given a network that delays and reorders
            TwoParties parties = new TwoParties(
                    connection("west")
                            .childForEach(
                                    List.of("aes128gcm16", "aes256-sha2_256", "ah-sha1", BUNDLE, "aes256gcm16-ecp256"))
                            .build(),
                    connection("east")
                            .childForEach(
                                    List.of("aes128gcm16", "aes256-sha2_256", "ah-sha1", BUNDLE, "aes256gcm16-ecp256"))
                            .build(),
                    seed,
                    Conditions.perfect()
                            .delaying(Duration.ofMillis(1), Duration.ofMillis(50))
                            .reordering(0.3));
            parties.west.initiate(parties.now, "to-east", COOKIE);
            // When
            parties.run(Duration.ofSeconds(30));
            // Then
            assertThat(parties.agreeOn(12)).as("seed " + seed).isTrue();
        }
    }

    private static void delete(TwoParties parties) {
        Map.Entry<SessionKey, Secret> west =
                parties.west.store.entrySet().iterator().next();
        parties.west.terminate(parties.now, west.getKey());
        parties.run(A_WHILE);
    }

    private static int reqid(Gateway gateway) {
        return orders(gateway).iterator().next().sa().reqid();
    }

    private static String head(Secret key) {
        return key.with(octets -> HexFormat.of().formatHex(octets, 0, 8));
    }

    private static List<String> texts(Gateway gateway, String label) {
        return gateway.diary.stream()
                .filter(entry ->
                        entry.kind() == DiaryEntry.Kind.SENT && entry.label().equals(label))
                .map(DiaryEntry::text)
                .toList();
    }
}
