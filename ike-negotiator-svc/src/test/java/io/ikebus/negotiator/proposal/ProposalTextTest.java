package io.ikebus.negotiator.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalTextTest {
    @Test
    void anIkeProposalNamesItsAlgorithms() {
        assertThat(IsakmpProposal.parse("aes192-sha2_384-modp4096"))
                .isEqualTo(new IsakmpProposal(
                        IsakmpCipher.AES_CBC, 192, HashAlgorithm.SHA2_384, DiffieHellmanGroup.MODP_4096, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "aes128-sha1-modp2048, aes128-sha1-modp2048",
        "aes256-sha256-ecp256, aes256-sha2_256-ecp256",
        "aes256-sha384-ecp384, aes256-sha2_384-ecp384",
        "aes256-sha2_512-modp8192, aes256-sha2_512-modp8192",
        "3des-sha1-modp2048, 3des-sha1-modp2048",
        "camellia256-sha2_256-ecp256, camellia256-sha2_256-ecp256",
        "des-md5-modp768, des-md5-modp768",
        "3des-md5-modp1024, 3des-md5-modp1024",
        "aes128-sha1-modp1536, aes128-sha1-modp1536",
        "aes128-sha256-modp2048s256, aes128-sha2_256-modp2048s256",
        "aes256-sha384-ecp384bp, aes256-sha2_384-ecp384bp",
        "aes128-sha256-curve25519, aes128-sha2_256-curve25519",
        "aes128-sha256-x25519, aes128-sha2_256-curve25519"
    })
    void anIkeProposalPrintsInOneForm(String text, String printed) {
        assertThat(IsakmpProposal.parse(text)).hasToString(printed);
        assertThat(IsakmpProposal.parse(printed)).isEqualTo(IsakmpProposal.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "aes256",
                "aes256-sha2_256",
                "aes-sha1-modp2048",
                "aes64-sha1-modp2048",
                "3des192-sha1-modp2048",
                "aes128ctr-sha1-modp2048",
                "camellia-sha1-modp2048",
                "des64-md5-modp2048",
                "aes256-md4-modp2048",
                "aes256-sha1-modp512",
                "aes256-sha1-curve448",
                "aes256-sha1-modp2048-",
                "aes256-sha1-modp2048-ecp256",
                "AES256-sha1-modp2048",
                " aes256-sha1-modp2048",
                "aes256gcm16-sha2_256-modp2048"
            })
    void whatIsNoIkeProposalIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> IsakmpProposal.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an IKE proposal is cipher-hash-group");
    }

    @Test
    void anEspProposalNamesItsAlgorithms() {
        assertThat(ChildProposal.parse("aes128gcm16-modp2048"))
                .isEqualTo(new ChildProposal(
                        new SaTransform(Encryption.AES_GCM_16, 128, Integrity.NONE),
                        Optional.of(DiffieHellmanGroup.MODP_2048)));
        assertThat(ChildProposal.parse("aes256-sha2_256"))
                .isEqualTo(new ChildProposal(
                        new SaTransform(Encryption.AES_CBC, 256, Integrity.HMAC_SHA2_256_128), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "aes256gcm16, aes256gcm16",
        "aes192gcm16-ecp521, aes192gcm16-ecp521",
        "aes128-sha1, aes128-sha1",
        "aes128-sha1-modp3072, aes128-sha1-modp3072",
        "aes256-sha512, aes256-sha2_512",
        "aes192-sha384-ecp384, aes192-sha2_384-ecp384",
        "aes256gcm8, aes256gcm8",
        "aes128gcm12-modp2048, aes128gcm12-modp2048",
        "aes128ccm8, aes128ccm8",
        "aes192ccm12, aes192ccm12",
        "aes256ccm16-ecp256, aes256ccm16-ecp256",
        "aes128gmac, aes128gmac",
        "aes128ctr-sha256, aes128ctr-sha2_256",
        "camellia256-sha2_512, camellia256-sha2_512",
        "3des-sha1-modp2048, 3des-sha1-modp2048",
        "null-sha2_256, null-sha2_256",
        "aes128-sha2_256_96, aes128-sha2_256_96",
        "aes128-aesxcbc, aes128-aesxcbc",
        "aes128gcm16-x25519, aes128gcm16-curve25519",
        "aes128-sha1-modp1024, aes128-sha1-modp1024",
        "aes256gcm16-ecp512bp, aes256gcm16-ecp512bp",
        "aes192-aescmac, aes192-aescmac",
        "aes128-md5, aes128-md5",
        "des-md5, des-md5",
        "ah-sha256, ah-sha2_256",
        "ah-sha-ecp256, ah-sha1-ecp256",
        "ah-sha2_256_96, ah-sha2_256_96",
        "ah-aescmac, ah-aescmac",
        "aes128gcm16+ah-sha512, aes128gcm16+ah-sha2_512",
        "null-sha1+ah-md5-modp2048, null-sha1+ah-md5-modp2048"
    })
    void anEspProposalPrintsInOneForm(String text, String printed) {
        assertThat(ChildProposal.parse(text)).hasToString(printed);
        assertThat(ChildProposal.parse(printed)).isEqualTo(ChildProposal.parse(text));
    }

    /** CVE-2024-3652: a cipher that only authenticates was given a key of nothing. */
    @Test
    void gmacHasAKeyAndASalt() {
        assertThat(ChildProposal.parse("aes128gmac").transform().keymatOctets()).isEqualTo(20);
        assertThat(ChildProposal.parse("null-sha1").transform().keymatOctets()).isEqualTo(20);
        assertThat(ChildProposal.parse("aes256ccm8").transform().keymatOctets()).isEqualTo(35);
        assertThat(ChildProposal.parse("aes256ctr-sha1").transform().keymatOctets())
                .isEqualTo(56);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aes256",
                "aes256-modp2048",
                "aes256-sha1-modp512",
                "aes256-sha1-sha1",
                "aes256-md4",
                "ah",
                "ah-none",
                "ah-ecp256",
                "ah-sha1+aes128gcm16",
                "aes128gcm16+",
                "aes128gcm16+ah",
                "aes128gcm16+aes128gcm16",
                "aes128gcm16+ah-sha1+ah-sha1",
                "ah-sha1+ah-sha1",
                "aes128-sha_256",
                "aes256gcm10",
                "aesgcm16",
                "3des192-sha1",
                "null",
                "aes128ctr",
                "aes128ctr-none",
                "aes256gcm16-sha1",
                "aes256gcm16-sha1-modp2048",
                "aes256gcm16-",
                "null128-sha1",
                "camellia-sha1"
            })
    void whatIsNoEspProposalIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> ChildProposal.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an ESP proposal is cipher-integrity");
    }
}
