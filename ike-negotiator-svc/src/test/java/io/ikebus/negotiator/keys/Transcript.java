package io.ikebus.negotiator.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.function.Function;

/** Messages that two others have exchanged, and what follows from them: a pre-shared key, AES. */
final class Transcript {
    private static final IsakmpCipher AES = IsakmpCipher.AES_CBC;

    private final List<Octets> messages;
    private final HashAlgorithm hash;
    private final Octets sai;
    private final Octets gxi;
    private final Octets gxr;
    final Octets ni;
    final Secret skeyid;
    final IsakmpKeys keys;

    /** @param shared g^xy, from the responder's public value */
    Transcript(
            List<Octets> messages,
            HashAlgorithm hash,
            int keyBits,
            Secret preSharedKey,
            Function<Octets, Secret> shared) {
        this.messages = messages;
        this.hash = hash;
        boolean aggressive = header(0).exchangeType() == ExchangeType.AGGRESSIVE_MODE;
        PayloadChain initiators = clear(aggressive ? 0 : 2).chain();
        PayloadChain responders = clear(aggressive ? 1 : 3).chain();
        sai = clear(0).chain().only(SecurityAssociation.class).orElseThrow().body();
        gxi = initiators.only(Payload.KeyExchange.class).orElseThrow().body();
        gxr = responders.only(Payload.KeyExchange.class).orElseThrow().body();
        ni = initiators.only(Payload.Nonce.class).orElseThrow().body();
        Octets nr = responders.only(Payload.Nonce.class).orElseThrow().body();
        skeyid = hash.prf(preSharedKey, ni, nr);
        keys = KeyDerivation.isakmpKeys(
                hash,
                AES,
                keyBits,
                skeyid,
                shared.apply(gxr),
                header(1).initiatorCookie(),
                header(1).responderCookie());
    }

    Octets firstIv() {
        return KeyDerivation.firstIv(hash, AES, gxi, gxr);
    }

    Octets exchangeIv(Octets lastBlock, int message) {
        return KeyDerivation.exchangeIv(hash, AES, lastBlock, header(message).messageId());
    }

    Octets hashI(Payload.Identification initiator) {
        IsakmpHeader header = header(1);
        return Hashes.hashI(
                hash, skeyid, gxi, gxr, header.initiatorCookie(), header.responderCookie(), sai, initiator.body());
    }

    Octets hashR(Payload.Identification responder) {
        IsakmpHeader header = header(1);
        return Hashes.hashR(
                hash, skeyid, gxi, gxr, header.initiatorCookie(), header.responderCookie(), sai, responder.body());
    }

    /** Both identities of Main Mode. */
    record Identities(Clear fifth, Clear sixth) {}

    /** Decrypts and checks messages 5 and 6 of Main Mode. */
    Identities provesBothIdentities() {
        Clear fifth = decrypt(4, firstIv());
        Clear sixth = decrypt(5, fifth.lastBlock());
        assertThat(fifth.hash()).isEqualTo(hashI(fifth.only(Payload.Identification.class)));
        assertThat(sixth.hash()).isEqualTo(hashR(sixth.only(Payload.Identification.class)));
        return new Identities(fifth, sixth);
    }

    /** The three messages of Quick Mode. */
    record Quick(Clear first, Clear second, Clear third) {
        Octets ni() {
            return first.only(Payload.Nonce.class).body();
        }

        Octets nr() {
            return second.only(Payload.Nonce.class).body();
        }
    }

    /**
     * Decrypts and checks three messages.
     *
     * @param from the first of them
     * @param lastBlock of phase 1
     */
    Quick provesQuickMode(int from, Octets lastBlock) {
        int id = header(from).messageId();
        Clear first = decrypt(from, exchangeIv(lastBlock, from));
        Clear second = decrypt(from + 1, first.lastBlock());
        Quick quick = new Quick(first, second, decrypt(from + 2, second.lastBlock()));
        assertThat(first.hash())
                .isEqualTo(Hashes.hash1(hash, keys.skeyidA(), id, first.chain().afterFirst()));
        assertThat(second.hash())
                .isEqualTo(Hashes.hash2(
                        hash, keys.skeyidA(), id, quick.ni(), second.chain().afterFirst()));
        assertThat(quick.third().hash()).isEqualTo(Hashes.hash3(hash, keys.skeyidA(), id, quick.ni(), quick.nr()));
        return quick;
    }

    IsakmpHeader header(int message) {
        return accepted(IsakmpHeader.decode(messages.get(message)));
    }

    IsakmpMessage clear(int message) {
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

    /** A message as it was before it was encrypted. */
    record Clear(PayloadChain chain, Octets lastBlock) {
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
