package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every group, cipher and hash of phase 1 between two of our own engines, and what the policies give. */
class AlgorithmsTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private static TwoParties with(TwoParties.Draft west, TwoParties.Draft east) {
        return new TwoParties(west.build(), east.build(), 1, Conditions.perfect());
    }

    private static TwoParties ofBoth(String ike, String child) {
        return with(
                connection("west").policy(Policy.LEGACY).ike(ike).child(child),
                connection("east").policy(Policy.LEGACY).ike(ike).child(child));
    }

    private static void open(TwoParties parties) {
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
    }

    @ParameterizedTest
    @EnumSource
    void everyGroupLeadsToATunnel(DiffieHellmanGroup group) {
        // Given
        TwoParties parties = ofBoth("aes128-sha2_256-" + group, "aes128gcm16");
        // When
        open(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.statuses.values())
                .singleElement()
                .satisfies(status -> assertThat(status.proposal()).endsWith("-" + group));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MODP_6144", "MODP_8192"})
    void everyGroupServesForPerfectForwardSecrecy(DiffieHellmanGroup group) {
        // Given
        TwoParties parties = ofBoth("aes128-sha2_256-ecp256", "aes128-sha2_256-" + group);
        // When
        open(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.diary)
                .anyMatch(entry -> entry.label().equals("QM1") && entry.text().contains("KE"));
    }

    static Stream<String> suites() {
        Stream<String> ciphers = Stream.of(IsakmpCipher.values())
                .flatMap(cipher -> Stream.of(64, 128, 192, 256)
                        .filter(cipher::takesKeyOf)
                        .map(bits ->
                                new IsakmpProposal(cipher, bits, HashAlgorithm.MD5, DiffieHellmanGroup.ECP_256, 1)))
                .map(Object::toString);
        Stream<String> hashes = Stream.of(HashAlgorithm.values())
                .flatMap(hash -> Stream.of("aes256-", "3des-", "des-").map(cipher -> cipher + hash + "-ecp256"));
        return Stream.concat(ciphers, hashes).distinct();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everyCipherAndHashLeadToATunnel(String suite) {
        // Given
        TwoParties parties = ofBoth(suite, "aes256-sha2_512");
        // When
        open(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DEFAULT, DEFAULT, aes256-sha2_256-ecp256",
        "CNSA, CNSA, aes256-sha2_384-ecp384",
        "LEGACY, LEGACY, aes256-sha2_256-ecp256",
        "LEGACY, DEFAULT, aes256-sha2_256-ecp256",
        "CNSA, DEFAULT, aes256-sha2_384-ecp384",
        "DEFAULT, CNSA, aes256-sha2_384-ecp384"
    })
    void whoeverListsNothingHasWhatThePolicyGives(Policy west, Policy east, String agreed) {
        // Given
        TwoParties parties = with(
                connection("west").policy(west).ike().child(),
                connection("east").policy(east).ike().child());
        // When
        open(parties);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.statuses.values())
                .singleElement()
                .satisfies(status -> assertThat(status.proposal()).isEqualTo(agreed));
    }

    @ParameterizedTest
    @CsvSource({"3des-sha1-modp1024, 3des-sha1", "aes128-sha1-modp1024, aes128-sha1-modp1024"})
    void anOldPeerIsAnsweredUnderLegacyAndNotUnderTheDefault(String ike, String child) {
        // Given
        TwoParties.Draft peer =
                connection("west").policy(Policy.LEGACY).ike(ike).child(child);
        TwoParties legacy =
                with(peer, connection("east").policy(Policy.LEGACY).ike().child());
        TwoParties usual = with(peer, connection("east").ike().child());
        // When
        open(legacy);
        open(usual);
        // Then
        assertThat(legacy.agreeOn(2)).isTrue();
        assertThat(usual.agreeOn(0)).isTrue();
        assertThat(usual.east.diary)
                .anyMatch(entry -> entry.label().equals("no-proposal-chosen")
                        && entry.text().contains("group: modp1024 offered"));
    }

    @ParameterizedTest
    @CsvSource({
        "aes128-sha2_256-modp2048, 01",
        "aes128-sha2_256-modp2048s256, 02",
        "aes128-sha2_256-modp1024, 00",
        "aes128-sha2_256-ecp256bp, 01",
        "aes128-sha2_256-ecp224, 00",
        "aes128-sha2_256-curve25519, 00"
    })
    void aPublicValueThatIsNoElementOfTheGroupEndsTheHandshake(String suite, String lastOctet) {
        // Given message 3, with a value that a group of no worth has too
        TwoParties parties = ofBoth(suite, "aes128gcm16");
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.deliver(parties.west.outbox.removeFirst());
        parties.deliver(parties.east.outbox.removeFirst());
        Gateway.Sent third = parties.west.outbox.removeFirst();
        byte[] message = third.message().toByteArray();
        int end = 28 + (int) Octets.wrap(message).u16(30);
        Arrays.fill(message, 32, end, (byte) 0);
        message[end - 1] = Byte.parseByte(lastOctet);
        // When
        parties.deliver(new Gateway.Sent(third.headers(), Octets.wrap(message)));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("invalid-key-exchange")).isTrue();
        assertThat(parties.agreeOn(0)).isTrue();
    }
}
