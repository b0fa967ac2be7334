package io.ikebus.negotiator.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
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
    private static final IsakmpCipher AES = IsakmpCipher.AES_CBC;
    /** The second group of RFC 2409 6.2, written out. */
    private static final BigInteger GROUP_2 = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
            16);

    @Test
    void mainModeAndQuickModeAreReproducedByteForByte() {
        // Given
        Handshake handshake = recorded("main-psk");

        // When
        Octets iv = handshake.provesBothIdentities();

        // Then
        IsakmpHeader quick = handshake.header(6);
        Octets quickIv = KeyDerivation.exchangeIv(SHA1, AES, iv, quick.messageId());
        Clear first = handshake.decrypt(6, quickIv);
        Clear second = handshake.decrypt(7, first.lastBlock());
        Clear third = handshake.decrypt(8, second.lastBlock());
        Octets ni = first.only(Payload.Nonce.class).body();
        Octets nr = second.only(Payload.Nonce.class).body();
        Secret skeyidA = handshake.keys.skeyidA();
        assertThat(first.hash()).isEqualTo(Hashes.hash1(SHA1, skeyidA, quick.messageId(), first.chain.afterFirst()));
        assertThat(second.hash())
                .isEqualTo(Hashes.hash2(SHA1, skeyidA, quick.messageId(), ni, second.chain.afterFirst()));
        assertThat(third.hash()).isEqualTo(Hashes.hash3(SHA1, skeyidA, quick.messageId(), ni, nr));
    }

    @Test
    void anInformationalMessageHasItsOwnIvAndHash() {
        // Given
        Handshake handshake = recorded("main-psk-responder-lifetime");
        Octets iv = handshake.provesBothIdentities();
        IsakmpHeader informational = handshake.header(6);

        // When
        Clear clear = handshake.decrypt(6, KeyDerivation.exchangeIv(SHA1, AES, iv, informational.messageId()));

        // Then
        assertThat(clear.hash())
                .isEqualTo(Hashes.hash1(
                        SHA1, handshake.keys.skeyidA(), informational.messageId(), clear.chain.afterFirst()));
        assertThat(clear.only(Payload.Notification.class).notifyType()).isEqualTo(NotifyType.RESPONDER_LIFETIME);
    }

    private static Handshake recorded(String name) {
        Optional<Vector> vector = Vectors.recorded(name);
        if (vector.isEmpty()) {
            String reason = "skipped: no recorded handshakes in "
                    + Vectors.recordings().toAbsolutePath().normalize()
                    + "; -Dikebus.vectors=DIRECTORY names another place";
            System.out.println(reason);
            abort(reason);
        }
        return new Handshake(vector.orElseThrow());
    }

    /** Main Mode up to its fourth message, and the keys that follow. */
    private static final class Handshake {
        private final List<Octets> messages;
        private final Octets sai;
        private final Octets gxi;
        private final Octets gxr;
        private final Secret skeyid;
        final IsakmpKeys keys;

        Handshake(Vector vector) {
            messages = IntStream.range(0, vector.node("messages").size())
                    .mapToObj(i -> vector.octets("messages/" + i + "/isakmp"))
                    .toList();
            sai = clear(0).chain().only(SecurityAssociation.class).orElseThrow().body();
            gxi = clear(2).chain().only(Payload.KeyExchange.class).orElseThrow().body();
            gxr = clear(3).chain().only(Payload.KeyExchange.class).orElseThrow().body();
            Octets ni = clear(2).chain().only(Payload.Nonce.class).orElseThrow().body();
            Octets nr = clear(3).chain().only(Payload.Nonce.class).orElseThrow().body();
            BigInteger shared = number(gxr).modPow(number(vector.octets("initiatorDhPrivate")), GROUP_2);
            assertThat(ni).isEqualTo(vector.octets("initiatorNonce"));
            skeyid = SHA1.prf(vector.secret("preSharedKey"), ni, nr);
            keys = KeyDerivation.isakmpKeys(
                    SHA1,
                    AES,
                    128,
                    skeyid,
                    Secret.wrap(padded(shared)),
                    header(3).initiatorCookie(),
                    header(3).responderCookie());
        }

        /** Decrypts and checks messages 5 and 6; the last block of the latter. */
        Octets provesBothIdentities() {
            Clear fifth = decrypt(4, KeyDerivation.firstIv(SHA1, AES, gxi, gxr));
            Clear sixth = decrypt(5, fifth.lastBlock());
            IsakmpHeader header = header(4);
            assertThat(fifth.hash())
                    .isEqualTo(Hashes.hashI(
                            SHA1,
                            skeyid,
                            gxi,
                            gxr,
                            header.initiatorCookie(),
                            header.responderCookie(),
                            sai,
                            fifth.only(Payload.Identification.class).body()));
            assertThat(sixth.hash())
                    .isEqualTo(Hashes.hashR(
                            SHA1,
                            skeyid,
                            gxi,
                            gxr,
                            header.initiatorCookie(),
                            header.responderCookie(),
                            sai,
                            sixth.only(Payload.Identification.class).body()));
            return sixth.lastBlock();
        }

        IsakmpHeader header(int message) {
            return accepted(IsakmpHeader.decode(messages.get(message)));
        }

        private IsakmpMessage clear(int message) {
            return accepted(IsakmpMessage.decode(messages.get(message)));
        }

        /** Decrypts a message, and checks that encrypting it again gives the same bytes. */
        Clear decrypt(int message, Octets iv) {
            Octets ciphertext = IsakmpMessage.bodyOf(messages.get(message));
            Octets plain = AES.decrypt(keys.encryptionKey(), iv, ciphertext);
            assertThat(AES.encrypt(keys.encryptionKey(), iv, plain)).isEqualTo(ciphertext);
            return new Clear(
                    accepted(PayloadChain.decodePadded(header(message).nextPayload(), plain)),
                    ciphertext.from(ciphertext.length() - AES.blockOctets()));
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

    private record Clear(PayloadChain chain, Octets lastBlock) {
        Octets hash() {
            return only(Payload.Hash.class).body();
        }

        <P extends Payload> P only(Class<P> kind) {
            return chain.only(kind).orElseThrow();
        }
    }

    private static <T> T accepted(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Accepted<T>(T value) -> value;
            case Decoded.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }
}
