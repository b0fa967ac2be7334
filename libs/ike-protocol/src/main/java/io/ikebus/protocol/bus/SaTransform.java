package io.ikebus.protocol.bus;

import java.util.Objects;

/**
 * The algorithms of one SA. KEYMAT holds the cipher key, its salt, then the integrity key (RFC 2409 5.5, RFC 4106 8.1).
 *
 * @param keyBits of the cipher key without salt: 128, 192 or 256
 */
public record SaTransform(Encryption encryption, int keyBits, Integrity integrity) {

    /** Ciphers of ESP. */
    public enum Encryption {
        AES_CBC(0, false),
        /** RFC 4106 with a tag of 16 octets: salt of 4 octets, no separate integrity key. */
        AES_GCM_16(4, true);

        private final int saltOctets;
        private final boolean aead;

        Encryption(int saltOctets, boolean aead) {
            this.saltOctets = saltOctets;
            this.aead = aead;
        }

        public int saltOctets() {
            return saltOctets;
        }

        public boolean isAead() {
            return aead;
        }
    }

    /** Integrity algorithms: octets of key, bits that stand in the packet (RFC 2404, RFC 4868). */
    public enum Integrity {
        NONE(0, 0),
        HMAC_SHA1_96(20, 96),
        HMAC_SHA2_256_128(32, 128),
        HMAC_SHA2_384_192(48, 192),
        HMAC_SHA2_512_256(64, 256);

        private final int keyOctets;
        private final int truncatedBits;

        Integrity(int keyOctets, int truncatedBits) {
            this.keyOctets = keyOctets;
            this.truncatedBits = truncatedBits;
        }

        public int keyOctets() {
            return keyOctets;
        }

        public int truncatedBits() {
            return truncatedBits;
        }
    }

    /** @throws IllegalArgumentException unless cipher, key length and integrity go together */
    public SaTransform {
        Objects.requireNonNull(encryption);
        Objects.requireNonNull(integrity);
        if (keyBits != 128 && keyBits != 192 && keyBits != 256) {
            throw new IllegalArgumentException("an AES key has 128, 192 or 256 bits");
        }
        if (encryption.isAead() != (integrity == Integrity.NONE)) {
            throw new IllegalArgumentException(
                    "a combined mode cipher goes without, any other with an integrity algorithm");
        }
    }

    public int encryptionKeyOctets() {
        return keyBits / 8 + encryption.saltOctets();
    }

    /** Octets of KEYMAT for one SA. */
    public int keymatOctets() {
        return encryptionKeyOctets() + integrity.keyOctets();
    }

    @Override
    public String toString() {
        return encryption.isAead() ? encryption + "-" + keyBits : encryption + "-" + keyBits + "/" + integrity;
    }
}
