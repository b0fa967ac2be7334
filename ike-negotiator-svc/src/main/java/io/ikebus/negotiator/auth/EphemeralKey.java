package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.crypto.RsaPublicKey;
import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * RFC 2409 5.3, the revised mode: only the nonce is encrypted to the peer's RSA key; a key that is made of the nonce
 * hides the rest.
 *
 * <pre>
 * HDR, [ HASH(1), ] &lt;Ni_b&gt;Pubkey_r, &lt;KE_b&gt;Ke_i, &lt;IDii_b&gt;Ke_i, [ &lt;Cert-I_b&gt;Ke_i ]   --&gt;
 *                   &lt;--   HDR, &lt;Nr_b&gt;PubKey_i, &lt;KE_b&gt;Ke_r, &lt;IDir_b&gt;Ke_r
 * </pre>
 */
record EphemeralKey() implements Concealment {

    @Override
    public boolean takes(int identityOctets, RsaPublicKey key) {
        return true;
    }

    @Override
    public List<Payload> conceal(
            Facts facts, Contribution own, List<Payload> others, PeerKey peer, IntFunction<Octets> random) {
        List<Payload> payloads = new ArrayList<>(Concealment.certificateHash(facts, peer));
        // RFC 2409 5.3: "All payloads-- in whatever order-- following the encrypted nonce MUST be encrypted". What
        // everybody may read stands before it, therefore; HASH_R behind it and in clear, as the RFC's figure has it.
        others.stream().filter(one -> one.type() != PayloadType.HASH).forEach(payloads::add);
        payloads.add(new Payload.Nonce(peer.key().encrypt(own.nonce(), random)));
        try (Chain chain = chain(facts, own.nonce(), facts.isInitiator())) {
            payloads.add(new Payload.KeyExchange(chain.encrypt(own.publicValue())));
            payloads.add(new Payload.Unknown(
                    PayloadType.IDENTIFICATION,
                    chain.encryptIdentity(Objects.requireNonNull(own.identity(), "our identity")
                            .body())));
        }
        others.stream().filter(one -> one.type() == PayloadType.HASH).forEach(payloads::add);
        return payloads;
    }

    @Override
    public Octets identityBlock(PayloadChain received) {
        return Octets.EMPTY;
    }

    @Override
    public Optional<Contribution> reveal(Facts facts, PayloadChain received, Octets nonce, Octets identity) {
        Octets publicValue = null;
        Payload.Identification peer = null;
        List<Payload> hidden = received.payloads().stream()
                .dropWhile(one -> one.type() != PayloadType.NONCE)
                .toList();
        try (Chain chain = chain(facts, nonce, !facts.isInitiator())) {
            for (Payload payload : hidden) {
                switch (payload) {
                    case Payload.KeyExchange(Octets body) -> publicValue = chain.decrypt(body);
                    case Payload.Identification id -> peer = chain.decryptIdentity(id.body());
                    // The vault knows the peers' keys; a certificate is read for the sake of the chain of blocks only.
                    case Payload.Certificate certificate -> chain.decrypt(certificate.body());
                    case Payload ignored -> {}
                }
            }
        }
        int expected = facts.publicValueOctets();
        return publicValue == null || peer == null || publicValue.length() != expected
                ? Optional.empty()
                : Optional.of(new Contribution(publicValue, nonce, peer));
    }

    /** @param initiators whose nonce it is */
    private static Chain chain(Facts facts, Octets nonce, boolean initiators) {
        Cookie cookie = initiators ? facts.initiatorCookie() : facts.responderCookie();
        return new Chain(
                facts.cipher(),
                KeyDerivation.nonceKey(facts.hash(), facts.cipher(), facts.keyBits(), nonce, cookie),
                facts.encryptionPayloads());
    }

    /** Payload after payload under one key, each one's IV the last block of the one before it. */
    private static final class Chain implements AutoCloseable {
        /** Type, protocol and port of an ID payload. */
        private static final int IDENTITY_HEADER = 4;

        private final IsakmpCipher cipher;
        private final Secret key;
        private final EncryptionPayloads form;
        private Octets iv;

        Chain(IsakmpCipher cipher, Secret key, EncryptionPayloads form) {
            this.cipher = cipher;
            this.key = key;
            this.form = form;
            // RFC 2409 5.3: "The IV for encrypting the first payload following the nonce is set to 0 (zero)."
            this.iv = Octets.wrap(new byte[cipher.blockOctets()]);
        }

        Octets encrypt(Octets body) {
            int block = cipher.blockOctets();
            byte[] padded = new byte[(body.length() / block + 1) * block];
            System.arraycopy(body.toByteArray(), 0, padded, 0, body.length());
            // RFC 2409 5.3: "All padding bytes, except for the last one, contain 0x00. The last byte of the padding
            // contains the number of the padding bytes used, excluding the last one."
            padded[padded.length - 1] = (byte) (padded.length - body.length() - 1 + countOfTheCount());
            Octets ciphertext = cipher.encrypt(key, iv, Octets.wrap(padded));
            advance(ciphertext);
            return ciphertext;
        }

        Octets encryptIdentity(Octets body) {
            int clear = clearOctets();
            return Octets.concat(body.slice(0, clear), encrypt(body.from(clear)));
        }

        /** Null if the padding says that this is noise. */
        @Nullable
        Octets decrypt(Octets ciphertext) {
            int block = cipher.blockOctets();
            if (ciphertext.isBlank() || ciphertext.length() % block != 0) {
                return null;
            }
            Octets padded = cipher.decrypt(key, iv, ciphertext);
            advance(ciphertext);
            int padding = padded.u8(padded.length() - 1) + 1 - countOfTheCount();
            if (padding < 1 || padding > block) {
                return null;
            }
            Octets zeros = padded.slice(padded.length() - padding, padded.length() - 1);
            return zeros.equals(Octets.wrap(new byte[padding - 1])) ? padded.slice(0, padded.length() - padding) : null;
        }

        Payload.@Nullable Identification decryptIdentity(Octets body) {
            int clear = clearOctets();
            if (body.length() < clear) {
                return null;
            }
            Octets rest = decrypt(body.from(clear));
            return rest == null
                    ? null
                    : Concealment.identity(Octets.concat(body.slice(0, clear), rest))
                            .orElse(null);
        }

        private void advance(Octets ciphertext) {
            if (form == EncryptionPayloads.RFC2409) {
                iv = ciphertext.from(ciphertext.length() - cipher.blockOctets());
            }
        }

        /** Field experience: Huawei's padding counts its last octet too. */
        private int countOfTheCount() {
            return form == EncryptionPayloads.HUAWEI ? 1 : 0;
        }

        /** Field experience: Huawei leaves type, protocol and port of an identity in clear. */
        private int clearOctets() {
            return form == EncryptionPayloads.HUAWEI ? IDENTITY_HEADER : 0;
        }

        /** RFC 2409 5.3: the key "MUST be discarded after use". */
        @Override
        public void close() {
            key.destroy();
        }
    }
}
