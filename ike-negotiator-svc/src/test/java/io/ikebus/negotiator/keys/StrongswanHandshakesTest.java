package io.ikebus.negotiator.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What two strongSwans sent each other, and what they wrote into their logs of what they derived from it. */
class StrongswanHandshakesTest {
    private static final int ESP = 3;

    static Stream<Vector> handshakes() {
        return Vectors.resource("strongswan-5.9.8-handshakes.json");
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void theKeysAreThose(Vector v) {
        Transcript transcript = transcript(v);

        assertThat(transcript.skeyid).isEqualTo(v.secret("skeyid"));
        assertThat(transcript.keys.skeyidD()).isEqualTo(v.secret("skeyidD"));
        assertThat(transcript.keys.skeyidA()).isEqualTo(v.secret("skeyidA"));
        assertThat(transcript.keys.encryptionKey()).isEqualTo(v.secret("encryptionKey"));
        assertThat(transcript.firstIv()).isEqualTo(v.octets("firstIv"));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void everyHashAndKeyOfBothPhasesIsThatByteForByte(Vector v) {
        // Given
        Transcript transcript = transcript(v);
        // When
        int quickMode;
        Octets lastBlock;
        Octets hashI;
        Octets hashR;
        if (transcript.header(0).exchangeType() == ExchangeType.AGGRESSIVE_MODE) {
            Transcript.Clear third = transcript.decrypt(2, transcript.firstIv());
            quickMode = 3;
            lastBlock = third.lastBlock();
            hashI = third.hash();
            hashR = transcript
                    .clear(1)
                    .chain()
                    .only(Payload.Hash.class)
                    .orElseThrow()
                    .body();
            assertThat(hashI).isEqualTo(transcript.hashI(identity(transcript, 0)));
            assertThat(hashR).isEqualTo(transcript.hashR(identity(transcript, 1)));
        } else {
            Transcript.Identities identities = transcript.provesBothIdentities();
            quickMode = 6;
            lastBlock = identities.sixth().lastBlock();
            hashI = identities.fifth().hash();
            hashR = identities.sixth().hash();
        }
        Transcript.Quick quick = transcript.provesQuickMode(quickMode, lastBlock);
        // Then
        assertThat(hashI).isEqualTo(v.octets("hashI"));
        assertThat(hashR).isEqualTo(v.octets("hashR"));
        assertThat(quick.first().hash()).isEqualTo(v.octets("hash1"));
        assertThat(quick.second().hash()).isEqualTo(v.octets("hash2"));
        assertThat(quick.third().hash()).isEqualTo(v.octets("hash3"));
        assertThat(keymat(v, transcript, quick, quick.second())).isEqualTo(v.secret("keymatToResponder"));
        assertThat(keymat(v, transcript, quick, quick.first())).isEqualTo(v.secret("keymatToInitiator"));
    }

    private static Payload.Identification identity(Transcript transcript, int message) {
        return transcript
                .clear(message)
                .chain()
                .only(Payload.Identification.class)
                .orElseThrow();
    }

    /** @param receiver the message of the one who receives what is protected with it */
    private static Secret keymat(Vector v, Transcript transcript, Transcript.Quick quick, Transcript.Clear receiver) {
        Octets spi =
                receiver.only(SecurityAssociation.class).proposals().getFirst().spi();
        Optional<Secret> pfs = v.node("pfsSecret").isNull() ? Optional.empty() : Optional.of(v.secret("pfsSecret"));
        return KeyDerivation.keymat(
                hash(v),
                transcript.keys.skeyidD(),
                pfs,
                ESP,
                spi.u32(0),
                quick.ni(),
                quick.nr(),
                v.octets("keymatToResponder").length());
    }

    private static Transcript transcript(Vector v) {
        List<Octets> messages = IntStream.range(0, v.node("messages").size())
                .mapToObj(i -> v.octets("messages/" + i + "/isakmp"))
                .toList();
        return new Transcript(
                messages, hash(v), v.number("keyBits"), v.secret("preSharedKey"), gxr -> v.secret("sharedSecret"));
    }

    private static HashAlgorithm hash(Vector v) {
        return HashAlgorithm.valueOf(v.text("hash"));
    }
}
