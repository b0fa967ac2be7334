package io.ikebus.negotiator.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @ParameterizedTest
    @EnumSource
    void whatAPolicyGivesItAlsoAllowsAndGivesOnce(Policy policy) {
        assertThat(policy.isakmp())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(proposal -> assertThat(policy.objection(proposal)).isEmpty());
        assertThat(policy.children())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(proposal -> assertThat(policy.objection(proposal)).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void childrenAreOfferedWithoutPfsAndTakenWithIt(Policy policy) {
        assertThat(policy.children().getFirst().pfs()).isEmpty();
        assertThat(policy.children())
                .anyMatch(proposal -> proposal.pfs().isPresent())
                .filteredOn(proposal -> proposal.pfs().isEmpty())
                .hasSizeLessThan(16);
    }

    @Test
    void theDefaultHasNoSha1NoTripleDesAndNothingThatIsLegacy() {
        assertThat(Policy.DEFAULT.isakmp())
                .noneMatch(p -> p.hash() == HashAlgorithm.SHA1)
                .noneMatch(p -> p.toString().startsWith("3des"));
        assertThat(Policy.DEFAULT.children())
                .noneMatch(p -> p.transform().integrity() == Integrity.HMAC_SHA1_96)
                .noneMatch(p -> p.transform().encryption() == Encryption.TRIPLE_DES_CBC);
    }

    @Test
    void legacyBeginsWithWhatTheDefaultHas() {
        assertThat(Policy.LEGACY.isakmp()).startsWith(Policy.DEFAULT.isakmp().toArray(IsakmpProposal[]::new));
        assertThat(Policy.LEGACY.children()).containsAll(Policy.DEFAULT.children());
        assertThat(Policy.LEGACY.isakmp())
                .extracting(Object::toString)
                .contains("3des-sha1-modp1024", "aes128-sha1-modp1024", "3des-md5-modp1024");
    }

    @Test
    void anOfferOfAnyPolicyFitsIntoOneDatagramThatIsNotCutUp() {
        assertThat(Policy.values())
                .allSatisfy(policy -> assertThat(IsakmpProposals.offer(policy.isakmp(), 86_400)
                                .body()
                                .length())
                        .isLessThan(1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "des-sha1-modp2048, des",
        "3des-md5-modp2048, md5",
        "aes128-sha1-modp768, modp768",
        "aes128-sha1-modp1024, modp1024",
        "aes128-sha1-modp1536, modp1536",
        "aes128-sha1-modp1024s160, modp1024s160",
        "aes128-sha1-modp2048s224, modp2048s224",
        "aes128-sha1-modp2048s256, modp2048s256",
    })
    void whatIsLegacyIsAllowedByLegacyOnly(String text, String algorithm) {
        IsakmpProposal proposal = IsakmpProposal.parse(text);

        assertThat(Policy.LEGACY.objection(proposal)).isEmpty();
        assertThat(Policy.DEFAULT.objection(proposal))
                .contains("holds " + algorithm + ", which policy: LEGACY allows and policy: DEFAULT does not");
        assertThat(Policy.CNSA.objection(proposal)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3des-sha1-modp2048",
                "camellia256-sha2_512-ecp521",
                "aes128-sha2_256-ecp192",
                "aes128-sha2_256-ecp224",
                "aes128-sha2_256-ecp256bp",
                "aes128-sha2_256-curve25519"
            })
    void whatIsNotLegacyMayBeListedUnderTheDefault(String text) {
        assertThat(Policy.DEFAULT.objection(IsakmpProposal.parse(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aes128-sha2_384-ecp384, aes128",
        "camellia256-sha2_384-ecp384, camellia256",
        "aes256-sha2_256-ecp384, sha2_256",
        "aes256-sha2_384-ecp256, ecp256",
        "aes256-sha2_384-ecp521, ecp521",
        "aes256-sha2_384-modp2048, modp2048",
        "aes256-sha2_384-curve25519, curve25519"
    })
    void cnsaNamesWhatIsNotOfIt(String text, String algorithm) {
        assertThat(Policy.CNSA.objection(IsakmpProposal.parse(text)))
                .contains("holds " + algorithm + ", which is not of policy: CNSA");
    }

    @ParameterizedTest
    @CsvSource({
        "aes128gcm16, aes128gcm16",
        "aes256gcm8, aes256gcm8",
        "aes256ccm16, aes256ccm16",
        "aes256-sha2_256, sha2_256",
        "aes256gcm16-ecp256, ecp256"
    })
    void cnsaNamesWhatOfAChildIsNotOfIt(String text, String algorithm) {
        assertThat(Policy.CNSA.objection(ChildProposal.parse(text)))
                .contains("holds " + algorithm + ", which is not of policy: CNSA");
        assertThat(Policy.DEFAULT.objection(ChildProposal.parse(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes256-sha2_384", "aes256-sha2_512-modp4096", "aes256gcm16-modp8192"})
    void cnsaAllowsToListWhatItDoesNotGive(String text) {
        assertThat(Policy.CNSA.objection(ChildProposal.parse(text))).isEmpty();
    }

    @Test
    void aGroupThatIsLegacyIsForPfsToo() {
        assertThat(Stream.of(DiffieHellmanGroup.values()).filter(DiffieHellmanGroup::isLegacy))
                .allSatisfy(group -> {
                    ChildProposal proposal = ChildProposal.parse("aes128gcm16-" + group);
                    assertThat(Policy.DEFAULT.objection(proposal)).isPresent();
                    assertThat(Policy.LEGACY.objection(proposal)).isEmpty();
                });
    }
}
