package io.ikebus.negotiator.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.vectors.RecordedEncryption;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import org.junit.jupiter.api.Test;

/** Main Mode with RSA encryption and Quick Mode, of a real router: AES-128, SHA-1, group 5, SKEYID without the hash. */
class RecordedEncryptionTest {
    private static final HashAlgorithm SHA1 = HashAlgorithm.SHA1;
    private static final IsakmpCipher AES = IsakmpCipher.AES_CBC;

    private final RecordedEncryption recording = RecordedEncryption.find().orElseGet(() -> {
        String reason = Vectors.absent();
        System.out.println(reason);
        return abort(reason);
    });

    @Test
    void allFiveHashesHold() {
        // Given
        IsakmpKeys keys = keys(false);
        Octets gxi = recording.publicValue(2);
        Octets gxr = recording.publicValue(3);
        Octets sai =
                recording.clear(0).only(SecurityAssociation.class).orElseThrow().body();
        IsakmpHeader header = recording.header(4);
        // When
        Clear fifth = decrypt(4, keys, KeyDerivation.firstIv(SHA1, AES, gxi, gxr));
        Clear sixth = decrypt(5, keys, fifth.lastBlock());
        Octets quickIv = KeyDerivation.exchangeIv(
                SHA1, AES, sixth.lastBlock(), recording.header(6).messageId());
        Clear first = decrypt(6, keys, quickIv);
        Clear second = decrypt(7, keys, first.lastBlock());
        Clear third = decrypt(8, keys, second.lastBlock());
        // Then
        assertThat(fifth.hash())
                .isEqualTo(Hashes.hashI(
                        SHA1,
                        skeyid(false),
                        gxi,
                        gxr,
                        header.initiatorCookie(),
                        header.responderCookie(),
                        sai,
                        recording.initiatorId()));
        assertThat(sixth.hash())
                .isEqualTo(Hashes.hashR(
                        SHA1,
                        skeyid(false),
                        gxi,
                        gxr,
                        header.initiatorCookie(),
                        header.responderCookie(),
                        sai,
                        recording.responderId()));
        int messageId = recording.header(6).messageId();
        Octets ni = first.nonce();
        Octets nr = second.nonce();
        assertThat(first.hash()).isEqualTo(Hashes.hash1(SHA1, keys.skeyidA(), messageId, first.chain.afterFirst()));
        assertThat(second.hash())
                .isEqualTo(Hashes.hash2(SHA1, keys.skeyidA(), messageId, ni, second.chain.afterFirst()));
        assertThat(third.hash()).isEqualTo(Hashes.hash3(SHA1, keys.skeyidA(), messageId, ni, nr));
    }

    @Test
    void withTheRfcsFormOfSkeyidMessage5IsNoise() {
        Octets iv = KeyDerivation.firstIv(SHA1, AES, recording.publicValue(2), recording.publicValue(3));
        Octets plain = AES.decrypt(keys(true).encryptionKey(), iv, IsakmpMessage.bodyOf(recording.message(4)));

        assertThat(PayloadChain.decodePadded(recording.header(4).nextPayload(), plain))
                .isInstanceOf(Decoded.Refused.class);
    }

    private Secret skeyid(boolean hashed) {
        IsakmpHeader header = recording.header(3);
        return KeyDerivation.skeyidOfEncryption(
                SHA1, hashed, recording.ni(), recording.nr(), header.initiatorCookie(), header.responderCookie());
    }

    private IsakmpKeys keys(boolean hashed) {
        IsakmpHeader header = recording.header(3);
        return KeyDerivation.isakmpKeys(
                SHA1,
                AES,
                128,
                skeyid(hashed),
                recording.sharedSecret(),
                header.initiatorCookie(),
                header.responderCookie());
    }

    /** Decrypts a message, and checks that encrypting it again gives the same bytes. */
    private Clear decrypt(int message, IsakmpKeys keys, Octets iv) {
        Octets ciphertext = IsakmpMessage.bodyOf(recording.message(message));
        Octets plain = AES.decrypt(keys.encryptionKey(), iv, ciphertext);
        assertThat(AES.encrypt(keys.encryptionKey(), iv, plain)).isEqualTo(ciphertext);
        return switch (PayloadChain.decodePadded(recording.header(message).nextPayload(), plain)) {
            case Decoded.Accepted<PayloadChain>(PayloadChain chain) ->
                new Clear(chain, ciphertext.from(ciphertext.length() - AES.blockOctets()));
            case Decoded.Refused<PayloadChain> refused -> throw new AssertionError(refused.toString());
        };
    }

    private record Clear(PayloadChain chain, Octets lastBlock) {
        Octets hash() {
            return chain.only(Payload.Hash.class).orElseThrow().body();
        }

        Octets nonce() {
            return chain.only(Payload.Nonce.class).orElseThrow().body();
        }
    }
}
