package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Exchange;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.proposal.ChildProposal;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exchange x authentication x who initiates x PFS, and in each of these cells a child SA for every transform, all at
 * once. Everything comes from the enums: a constant that is added there is tried here.
 */
class MatrixTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Set<Integer> KEY_BITS = Set.of(64, 128, 192, 256);

    enum Initiator {
        WEST,
        EAST
    }

    record Cell(Exchange exchange, AuthenticationMethod authentication, Initiator initiator, boolean pfs) {
        @Override
        public String toString() {
            return exchange + " " + authentication + " " + initiator + (pfs ? " with PFS" : "");
        }
    }

    static Stream<Cell> cells() {
        return Arrays.stream(Exchange.values())
                .flatMap(exchange -> Arrays.stream(AuthenticationMethod.values())
                        .flatMap(method -> Arrays.stream(Initiator.values())
                                .flatMap(initiator -> Stream.of(false, true)
                                        .map(pfs -> new Cell(exchange, method, initiator, pfs)))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCellMakesATunnelForEachTransform(Cell cell) {
        // Given
        List<SaTransform> transforms = transforms();
        TwoParties parties = new TwoParties(
                draft("west", cell, transforms), draft("east", cell, transforms), 1, Conditions.perfect());
        parties.west.keys = TestKeys.of(cell.authentication);
        parties.east.keys = TestKeys.of(cell.authentication);
        // When
        switch (cell.initiator) {
            case WEST -> parties.west.initiate(parties.now, "to-east", COOKIE);
            case EAST -> parties.east.initiate(parties.now, "to-west", COOKIE);
        }
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2 * transforms.size())).isTrue();
        assertThat(childrenOf(parties.west))
                .containsExactlyInAnyOrderElementsOf(
                        transforms.stream().map(SaTransform::toString).toList())
                .containsExactlyInAnyOrderElementsOf(childrenOf(parties.east));
        assertThat(parties.west.kernel.values()).extracting(MatrixTest::hex).doesNotHaveDuplicates();
        assertThat(parties.west.kernel.values())
                .extracting(Secret::length)
                .containsExactlyInAnyOrderElementsOf(transforms.stream()
                        .flatMap(transform -> Stream.of(transform.keymatOctets(), transform.keymatOctets()))
                        .toList());
    }

    static Stream<IsakmpProposal> phaseOneAlgorithms() {
        Stream<IsakmpProposal> ciphers = Arrays.stream(IsakmpCipher.values())
                .flatMap(cipher -> KEY_BITS.stream()
                        .filter(cipher::takesKeyOf)
                        .flatMap(bits -> Arrays.stream(HashAlgorithm.values())
                                .map(hash -> proposal(cipher, bits, hash, DiffieHellmanGroup.ECP_256))));
        Stream<IsakmpProposal> groups = Arrays.stream(DiffieHellmanGroup.values())
                .map(group -> proposal(IsakmpCipher.AES_CBC, 256, HashAlgorithm.SHA2_256, group));
        return Stream.concat(ciphers, groups);
    }

    private static IsakmpProposal proposal(
            IsakmpCipher cipher, int bits, HashAlgorithm hash, DiffieHellmanGroup group) {
        return new IsakmpProposal(cipher, bits, hash, group, AuthenticationMethod.PRE_SHARED_KEY.id());
    }

    @ParameterizedTest
    @MethodSource("phaseOneAlgorithms")
    void everyCipherWithEveryHashAndEveryGroupMakesATunnel(IsakmpProposal proposal) {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").ike(proposal.toString()).build(),
                connection("east").ike(proposal.toString()).build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.statuses.values())
                .extracting(SessionStatus::proposal)
                .containsExactly(proposal.toString());
    }

    private static Connection draft(String gateway, Cell cell, List<SaTransform> transforms) {
        return connection(gateway)
                .exchange(cell.exchange)
                .authentication(cell.authentication)
                .childForEach(names(transforms, cell))
                .build();
    }

    /** Each cipher with each length of key, and each integrity algorithm. */
    private static List<SaTransform> transforms() {
        List<SaTransform> transforms = new ArrayList<>();
        for (Encryption encryption : Encryption.values()) {
            for (int bits : encryption.keyBits().stream().sorted().toList()) {
                transforms.add(new SaTransform(
                        encryption, bits, encryption.isAead() ? Integrity.NONE : Integrity.HMAC_SHA2_256_128));
            }
        }
        for (Integrity integrity : Integrity.values()) {
            if (integrity != Integrity.NONE && integrity != Integrity.HMAC_SHA2_256_128) {
                transforms.add(new SaTransform(Encryption.AES_CBC, 256, integrity));
            }
        }
        return transforms;
    }

    private static List<String> names(List<SaTransform> transforms, Cell cell) {
        Optional<DiffieHellmanGroup> group = cell.pfs ? Optional.of(DiffieHellmanGroup.ECP_256) : Optional.empty();
        return transforms.stream()
                .map(transform -> new ChildProposal(transform, group).toString())
                .toList();
    }

    private static List<String> childrenOf(Gateway gateway) {
        return gateway.statuses.values().stream()
                .flatMap(status -> status.children().stream())
                .map(SessionStatus.Child::transform)
                .toList();
    }

    static String hex(Secret secret) {
        return secret.with(HexFormat.of()::formatHex);
    }
}
