package io.ikebus.negotiator.proposal;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/policies.md} tells what the code has: the expected text of a failed test is what to write there. */
class PolicyDocumentTest {
    /** Tests run in the module's directory. */
    private static final Path DOCUMENT = Path.of("..", "docs", "policies.md");

    private static String document() throws IOException {
        return Files.readString(DOCUMENT).replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @EnumSource
    void whatAPolicyGivesStandsThere(Policy policy) throws IOException {
        String isakmp = listed(policy.isakmp().stream().map(Object::toString));
        String children = listed(policy.children().stream()
                .filter(proposal -> proposal.pfs().isEmpty())
                .map(Object::toString));
        String pfs = listed(policy.children().stream()
                .flatMap(proposal -> proposal.pfs().stream())
                .distinct()
                .map(Object::toString));

        assertThat(document())
                .contains("## " + policy)
                .contains("Phase 1: " + isakmp + ".")
                .contains("Children: " + children + ", each without PFS and with " + pfs + ".");
    }

    @Test
    void theTableSaysWhichAlgorithmsEachPolicyAllows() throws IOException {
        assertThat(document())
                .contains(row("cipher of phase 1", ciphers()))
                .contains(row("hash of phase 1", hashes()))
                .contains(row("group of either phase", groups()))
                .contains(row("cipher of a child", childCiphers()))
                .contains(row("integrity of a child", childIntegrities()));
    }

    private static String row(String kind, List<Algorithm> all) {
        return "| " + kind + " | " + listed(all, Algorithm::cnsa) + " | "
                + listed(all, algorithm -> !algorithm.cnsa() && !algorithm.legacy()) + " | "
                + listed(all, Algorithm::legacy) + " |";
    }

    private static String listed(List<Algorithm> all, Predicate<Algorithm> of) {
        String names = listed(all.stream().filter(of).map(Algorithm::name).distinct());
        return names.isEmpty() ? "-" : names;
    }

    private static String listed(Stream<String> names) {
        return names.map(name -> "`" + name + "`").collect(joining(", "));
    }

    private static List<Algorithm> ciphers() {
        return Stream.of(IsakmpCipher.values())
                .flatMap(cipher -> Stream.of(64, 128, 192, 256)
                        .filter(cipher::takesKeyOf)
                        .map(bits ->
                                new IsakmpProposal(cipher, bits, HashAlgorithm.SHA1, DiffieHellmanGroup.ECP_256, 1)))
                .map(proposal -> Algorithm.of(proposal).getFirst())
                .toList();
    }

    private static List<Algorithm> hashes() {
        return Stream.of(HashAlgorithm.values())
                .map(hash -> new IsakmpProposal(IsakmpCipher.AES_CBC, 128, hash, DiffieHellmanGroup.ECP_256, 1))
                .map(proposal -> Algorithm.of(proposal).get(1))
                .toList();
    }

    private static List<Algorithm> groups() {
        return Stream.of(DiffieHellmanGroup.values())
                .map(group -> new IsakmpProposal(IsakmpCipher.AES_CBC, 128, HashAlgorithm.SHA1, group, 1))
                .map(proposal -> Algorithm.of(proposal).getLast())
                .toList();
    }

    private static List<Algorithm> childCiphers() {
        return Stream.of(Encryption.values())
                .filter(cipher -> cipher != Encryption.NONE)
                .flatMap(cipher -> cipher.keyBits().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(bits -> new SaTransform(
                                cipher, bits, cipher.isAead() ? Integrity.NONE : Integrity.HMAC_SHA1_96)))
                .map(transform -> Algorithm.of(new ChildProposal(transform, Optional.empty()))
                        .getFirst())
                .toList();
    }

    private static List<Algorithm> childIntegrities() {
        return Stream.of(Integrity.values())
                .filter(integrity -> integrity != Integrity.NONE)
                .map(integrity -> new SaTransform(Encryption.AES_CBC, 128, integrity))
                .map(transform -> Algorithm.of(new ChildProposal(transform, Optional.empty()))
                        .getLast())
                .toList();
    }
}
