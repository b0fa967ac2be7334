package io.ikebus.negotiator.keys;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keys and IVs (RFC 2409 5, 5.5 and Appendix B). */
public final class KeyDerivation {
    private KeyDerivation() {}

    /**
     * <pre>
     * SKEYID_d = prf(SKEYID, g^xy | CKY-I | CKY-R | 0)
     * SKEYID_a = prf(SKEYID, SKEYID_d | g^xy | CKY-I | CKY-R | 1)
     * SKEYID_e = prf(SKEYID, SKEYID_a | g^xy | CKY-I | CKY-R | 2)
     * </pre>
     *
     * @param sharedSecret g^xy with its leading zeros
     */
    public static IsakmpKeys isakmpKeys(
            HashAlgorithm prf,
            IsakmpCipher cipher,
            int keyBits,
            Secret skeyid,
            Secret sharedSecret,
            Cookie initiator,
            Cookie responder) {
        Octets cookies = Octets.concat(initiator.octets(), responder.octets());
        Secret skeyidD = prf.prf(skeyid, sharedSecret, cookies, Octets.of(0));
        Secret skeyidA = chained(prf, skeyid, skeyidD, sharedSecret, cookies, Octets.of(1));
        Secret skeyidE = chained(prf, skeyid, skeyidA, sharedSecret, cookies, Octets.of(2));
        try {
            return new IsakmpKeys(skeyidD, skeyidA, cipherKey(prf, cipher, keyBits, skeyidE));
        } finally {
            skeyidE.destroy();
        }
    }

    /** prf(key, before | secret | rest). */
    private static Secret chained(HashAlgorithm prf, Secret key, Secret before, Secret secret, Octets... rest) {
        Secret joined = Secret.concat(before, secret);
        try {
            return prf.prf(key, joined, rest);
        } finally {
            joined.destroy();
        }
    }

    private static Secret cipherKey(HashAlgorithm prf, IsakmpCipher cipher, int keyBits, Secret skeyidE) {
        if (!cipher.takesKeyOf(keyBits)) {
            throw new IllegalArgumentException(cipher + " has no key of " + keyBits + " bits");
        }
        int octets = keyBits / 8;
        // RFC 2409 Appendix B: if SKEYID_e is too short, the key is K1 | K2 | ... with K1 = prf(SKEYID_e, 0) and K2 =
        // prf(SKEYID_e, K1), where "0 is represented by a single octet".
        return octets <= skeyidE.length()
                ? skeyidE.slice(0, octets)
                : expanded(octets, prf.prf(skeyidE, Octets.of(0)), last -> prf.prf(skeyidE, last, Octets.EMPTY));
    }

    /** The first octets of K1 | K2 | ..., each made of the one before it; leaves no K behind. */
    private static Secret expanded(int octets, Secret first, UnaryOperator<Secret> next) {
        byte[] whole = new byte[octets];
        Secret block = first;
        int at = 0;
        while (true) {
            at += copy(block, whole, at);
            if (at == octets) {
                block.destroy();
                return Secret.wrap(whole);
            }
            Secret following = next.apply(block);
            block.destroy();
            block = following;
        }
    }

    private static int copy(Secret block, byte[] to, int at) {
        return block.with(bytes -> {
            int count = Math.min(bytes.length, to.length - at);
            System.arraycopy(bytes, 0, to, at, count);
            return count;
        });
    }

    /**
     * SKEYID with public key encryption (RFC 2409 5): prf(hash(Ni_b | Nr_b), CKY-I | CKY-R).
     *
     * @param hashed false for peers that take Ni_b | Nr_b itself for the key; with HMAC that is the same if both
     *     together are longer than the hash's block
     */
    public static Secret skeyidOfEncryption(
            HashAlgorithm prf, boolean hashed, Octets ni, Octets nr, Cookie initiator, Cookie responder) {
        Octets nonces = hashed ? prf.hash(ni, nr) : Octets.concat(ni, nr);
        Secret key = Secret.copyOf(nonces.toByteArray());
        try {
            return prf.prf(key, initiator.octets(), responder.octets());
        } finally {
            key.destroy();
        }
    }

    /**
     * Ke_i of Ne_i = prf(Ni_b, CKY-I), or Ke_r of Ne_r = prf(Nr_b, CKY-R): in the revised mode it hides what stands behind
     * the nonce (RFC 2409 5.3).
     */
    public static Secret nonceKey(HashAlgorithm prf, IsakmpCipher cipher, int keyBits, Octets nonce, Cookie cookie) {
        Secret key = Secret.copyOf(nonce.toByteArray());
        Secret ne = prf.prf(key, cookie.octets());
        key.destroy();
        try {
            return cipherKey(prf, cipher, keyBits, ne);
        } finally {
            ne.destroy();
        }
    }

    /** The IV of phase 1's first encrypted message: the first octets of HASH(g^xi | g^xr) (RFC 2409 Appendix B). */
    public static Octets firstIv(HashAlgorithm hash, IsakmpCipher cipher, Octets gxi, Octets gxr) {
        return hash.hash(gxi, gxr).slice(0, cipher.blockOctets());
    }

    /** The IV that a phase 2 exchange begins with: HASH(last block of phase 1 | M-ID) (RFC 2409 Appendix B). */
    public static Octets exchangeIv(HashAlgorithm hash, IsakmpCipher cipher, Octets lastPhase1Block, int messageId) {
        return hash.hash(lastPhase1Block, Octets.ofNumber(messageId, 4)).slice(0, cipher.blockOctets());
    }

    /**
     * KEYMAT of one SA (RFC 2409 5.5):
     *
     * <pre>
     * K1 = prf(SKEYID_d, [ g(qm)^xy | ] protocol | SPI | Ni_b | Nr_b)
     * K2 = prf(SKEYID_d, K1 | [ g(qm)^xy | ] protocol | SPI | Ni_b | Nr_b)
     * KEYMAT = K1 | K2 | ...
     * </pre>
     *
     * @param pfsSharedSecret of Quick Mode's own key exchange, if it had one
     * @param protocolId as in the proposal: 3 for ESP
     * @param spi chosen by the receiver of this direction
     * @param octets how many are needed
     * @throws IllegalArgumentException if none are: an SA without a key protects nothing
     */
    public static Secret keymat(
            HashAlgorithm prf,
            Secret skeyidD,
            Optional<Secret> pfsSharedSecret,
            int protocolId,
            long spi,
            Octets ni,
            Octets nr,
            int octets) {
        if (octets < 1) {
            throw new IllegalArgumentException("an SA has a key");
        }
        Octets seed = Octets.concat(Octets.of(protocolId), Octets.ofNumber(spi, 4), ni, nr);
        Secret shared = pfsSharedSecret.orElseGet(() -> Secret.wrap(new byte[0]));
        return expanded(octets, prf.prf(skeyidD, shared, seed), last -> chained(prf, skeyidD, last, shared, seed));
    }
}
