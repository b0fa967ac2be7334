package io.ikebus.negotiator.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Handshakes of real routers, with AES-128, SHA-1, a pre-shared key and group 2, which this project does not negotiate:
 * the test does its Diffie-Hellman itself.
 */
class RecordedHandshakesTest {
    private static final HashAlgorithm SHA1 = HashAlgorithm.SHA1;
    /** The second group of RFC 2409 6.2, written out. */
    private static final BigInteger GROUP_2 = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
            16);

    @Test
    void mainModeAndQuickModeAreReproducedByteForByte() {
        Transcript transcript = recorded("main-psk");

        transcript.provesQuickMode(6, transcript.provesBothIdentities().sixth().lastBlock());
    }

    /** Message 3 was sent in clear, so that nothing has been encrypted before Quick Mode. */
    @Test
    void aggressiveModeAndQuickModeAreReproducedByteForByte() {
        // Given
        Transcript transcript = recorded("aggressive-psk");
        PayloadChain first = transcript.clear(0).chain();
        PayloadChain second = transcript.clear(1).chain();
        PayloadChain third = transcript.clear(2).chain();

        // When, Then
        assertThat(second.only(Payload.Hash.class).orElseThrow().body())
                .isEqualTo(transcript.hashR(
                        second.only(Payload.Identification.class).orElseThrow()));
        assertThat(third.only(Payload.Hash.class).orElseThrow().body())
                .isEqualTo(transcript.hashI(
                        first.only(Payload.Identification.class).orElseThrow()));
        transcript.provesQuickMode(3, transcript.firstIv());
    }

    @Test
    void anInformationalMessageHasItsOwnIvAndHash() {
        // Given
        Transcript transcript = recorded("main-psk-responder-lifetime");
        Octets lastBlock = transcript.provesBothIdentities().sixth().lastBlock();

        // When
        Transcript.Clear clear = transcript.decrypt(6, transcript.exchangeIv(lastBlock, 6));

        // Then
        assertThat(clear.hash())
                .isEqualTo(Hashes.hash1(
                        SHA1,
                        transcript.keys.skeyidA(),
                        transcript.header(6).messageId(),
                        clear.chain().afterFirst()));
        assertThat(clear.only(Payload.Notification.class).notifyType()).isEqualTo(NotifyType.RESPONDER_LIFETIME);
    }

    private static Transcript recorded(String name) {
        Optional<Vector> vector = Vectors.recorded(name);
        if (vector.isEmpty()) {
            String reason = "skipped: no recorded handshakes in "
                    + Vectors.recordings().toAbsolutePath().normalize()
                    + "; -Drecorded.handshakes=DIRECTORY names another place";
            System.out.println(reason);
            abort(reason);
        }
        Vector found = vector.orElseThrow();
        List<Octets> messages = IntStream.range(0, found.node("messages").size())
                .mapToObj(i -> found.octets("messages/" + i + "/isakmp"))
                .toList();
        Transcript transcript = new Transcript(
                messages,
                SHA1,
                128,
                found.secret("preSharedKey"),
                gxr -> Secret.wrap(padded(number(gxr).modPow(number(found.octets("initiatorDhPrivate")), GROUP_2))));
        assertThat(transcript.ni).isEqualTo(found.octets("initiatorNonce"));
        return transcript;
    }

    private static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toByteArray());
    }

    private static byte[] padded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[128];
        int count = Math.min(bytes.length, padded.length);
        System.arraycopy(bytes, bytes.length - count, padded, padded.length - count, count);
        return padded;
    }
}
