package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an SA and its policies can be. */
class SaRulesTest {
    private static final SaTransform GCM = new SaTransform(Encryption.AES_GCM_16, 128, Integrity.NONE);
    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.1");

    @ParameterizedTest
    @CsvSource({
        "AES_GCM_16, 128, NONE, 20, 20",
        "AES_GCM_16, 192, NONE, 28, 28",
        "AES_GCM_16, 256, NONE, 36, 36",
        "AES_CBC, 128, HMAC_SHA1_96, 16, 36",
        "AES_CBC, 192, HMAC_SHA2_256_128, 24, 56",
        "AES_CBC, 256, HMAC_SHA2_384_192, 32, 80",
        "AES_CBC, 256, HMAC_SHA2_512_256, 32, 96",
    })
    void keymatIsCipherKeySaltAndIntegrityKey(
            Encryption encryption, int bits, Integrity integrity, int cipherOctets, int keymatOctets) {
        SaTransform transform = new SaTransform(encryption, bits, integrity);
        assertThat(transform.encryptionKeyOctets()).isEqualTo(cipherOctets);
        assertThat(transform.keymatOctets()).isEqualTo(keymatOctets);
        assertThat(transform.toString()).startsWith(encryption + "-" + bits);
    }

    @ParameterizedTest
    @EnumSource
    void aCombinedModeCipherGoesWithoutAndAnyOtherWithIntegrity(Integrity integrity) {
        boolean none = integrity == Integrity.NONE;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SaTransform(none ? Encryption.AES_CBC : Encryption.AES_GCM_16, 128, integrity));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 127, 160, 512, -128})
    void aesHasThreeKeyLengths(int bits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SaTransform(Encryption.AES_GCM_16, bits, Integrity.NONE));
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "-1, 64", "1, -1", "1, 4097"})
    void aReqidIsPositiveAndAReplayWindowBounded(int reqid, int window) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SaDescription(
                        Direction.INBOUND,
                        ADDRESS,
                        Mode.TUNNEL,
                        GCM,
                        reqid,
                        window,
                        false,
                        null,
                        new SaLifetime(0, 0, 0, 0),
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource({"0, 4500", "4500, 0", "65536, 4500", "4500, -1"})
    void encapsulationHasPorts(int source, int destination) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UdpEncapsulation(source, destination));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
    void noLimitIsNegative(long softSeconds, long hardSeconds, long softBytes, long hardBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SaLifetime(softSeconds, hardSeconds, softBytes, hardBytes));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, ::/0, 0, 0, 0",
        "10.0.0.0/8, 10.0.0.0/8, -1, 0, 0",
        "10.0.0.0/8, 10.0.0.0/8, 256, 0, 0",
        "10.0.0.0/8, 10.0.0.0/8, 6, 65536, 0",
        "10.0.0.0/8, 10.0.0.0/8, 6, 0, -1",
    })
    void aPolicyHasOneFamilyAProtocolAndPorts(
            String source, String destination, int protocol, int sourcePort, int destinationPort) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolicyDescription(
                        PolicyDirection.IN,
                        IpPrefix.parse(source),
                        IpPrefix.parse(destination),
                        protocol,
                        sourcePort,
                        destinationPort,
                        1,
                        ADDRESS,
                        ADDRESS,
                        IpsecProtocol.ESP,
                        Mode.TUNNEL,
                        1,
                        null,
                        null));
    }

    @Test
    void protocolsHaveTheirNumbersInIpAndInIke() {
        assertThat(IpsecProtocol.ESP.ipProtocol()).isEqualTo(50);
        assertThat(IpsecProtocol.ESP.ikeProtocolId()).isEqualTo(3);
        assertThat(IpsecProtocol.AH.ipProtocol()).isEqualTo(51);
        assertThat(IpsecProtocol.AH.ikeProtocolId()).isEqualTo(2);
    }
}
