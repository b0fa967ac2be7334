package io.ikebus.protocol.bus;

import java.util.Objects;
import java.util.Set;

/**
 * The algorithms of one SA. KEYMAT holds the cipher key, its salt, then the integrity key (RFC 2409 5.5, RFC 4106 8.1).
 *
 * @param keyBits of the cipher key without salt; 0 if the cipher has no key
 */
public record SaTransform(Encryption encryption, int keyBits, Integrity integrity) {
    private static final Set<Integer> AES_KEYS = Set.of(128, 192, 256);

    /** Ciphers of ESP, and {@link #NONE} for AH. */
    public enum Encryption {
        AES_CBC(AES_KEYS, 0, 0),
        /** RFC 3686: salt of 4 octets, the nonce. */
        AES_CTR(AES_KEYS, 4, 0),
        /** RFC 4106: salt of 4 octets; the name's number is that of the tag's octets. */
        AES_GCM_8(AES_KEYS, 4, 64),
        AES_GCM_12(AES_KEYS, 4, 96),
        AES_GCM_16(AES_KEYS, 4, 128),
        /** RFC 4309: salt of 3 octets. */
        AES_CCM_8(AES_KEYS, 3, 64),
        AES_CCM_12(AES_KEYS, 3, 96),
        AES_CCM_16(AES_KEYS, 3, 128),
        /** RFC 4543: protects packets from change and from nothing else. */
        AES_GMAC(AES_KEYS, 4, 128),
        /** RFC 4312. */
        CAMELLIA_CBC(AES_KEYS, 0, 0),
        /** RFC 2405: 64 bits, parity included; broken in hours. */
        DES_CBC(Set.of(64), 0, 0),
        /** RFC 2451: three keys of 64 bits, parity included. */
        TRIPLE_DES_CBC(Set.of(192), 0, 0),
        /** RFC 2410: ESP without encryption. */
        NULL(Set.of(0), 0, 0),
        /** AH, which never encrypts. */
        NONE(Set.of(0), 0, 0);

        private final Set<Integer> keyBits;
        private final int saltOctets;
        private final int tagBits;

        Encryption(Set<Integer> keyBits, int saltOctets, int tagBits) {
            this.keyBits = keyBits;
            this.saltOctets = saltOctets;
            this.tagBits = tagBits;
        }

        /** All lengths of key, without salt, that this takes. */
        public Set<Integer> keyBits() {
            return keyBits;
        }

        /** Whether peers must be told how long the key is. */
        public boolean hasKeysOfSeveralLengths() {
            return keyBits.size() > 1;
        }

        public int saltOctets() {
            return saltOctets;
        }

        /** Of a combined mode cipher, which has a tag in the place of an integrity algorithm; else 0. */
        public int tagBits() {
            return tagBits;
        }

        public boolean isAead() {
            return tagBits > 0;
        }
    }

    /** Integrity algorithms: octets of key, bits that stand in the packet (RFC 2403, 2404, 3566, 4494, 4868). */
    public enum Integrity {
        NONE(0, 0),
        HMAC_MD5_96(16, 96),
        HMAC_SHA1_96(20, 96),
        HMAC_SHA2_256_128(32, 128),
        /** As Linux before 2.6.33 and some other old implementations have it, under the same number as the other one. */
        HMAC_SHA2_256_96(32, 96),
        HMAC_SHA2_384_192(48, 192),
        HMAC_SHA2_512_256(64, 256),
        AES_XCBC_96(16, 96),
        AES_CMAC_96(16, 96);

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
        if (!encryption.keyBits().contains(keyBits)) {
            throw new IllegalArgumentException(encryption + " takes no key of " + keyBits + " bits");
        }
        if (encryption.isAead() != (integrity == Integrity.NONE)) {
            throw new IllegalArgumentException(
                    "a combined mode cipher goes without, any other with an integrity algorithm");
        }
    }

    /** Of AH. */
    public static SaTransform authenticating(Integrity integrity) {
        return new SaTransform(Encryption.NONE, 0, integrity);
    }

    /** Whose transform this is. */
    public IpsecProtocol protocol() {
        return encryption == Encryption.NONE ? IpsecProtocol.AH : IpsecProtocol.ESP;
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
        if (encryption == Encryption.NONE) {
            return integrity.toString();
        }
        String cipher = encryption.hasKeysOfSeveralLengths() ? encryption + "-" + keyBits : encryption.toString();
        return encryption.isAead() ? cipher : cipher + "/" + integrity;
    }
}
