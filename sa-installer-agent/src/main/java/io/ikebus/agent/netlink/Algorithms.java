package io.ikebus.agent.netlink;

import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.octets.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Algorithms and keys of an SA as attributes.
 *
 * <pre>
 * struct xfrm_algo       | name (64) | key bits (4) | key |
 * struct xfrm_algo_auth  | name (64) | key bits (4) | bits of the ICV (4) | key |
 * struct xfrm_algo_aead  | name (64) | key bits with salt (4) | bits of the ICV (4) | key, salt |
 * </pre>
 */
final class Algorithms {
    private static final int NAME = 64;

    /** {@code keymat} is null if the kernel does not show it. */
    record Keyed(SaTransform transform, @Nullable Secret keymat) {}

    private Algorithms() {}

    static void write(ByteBuffer out, SaTransform transform, Secret keymat) {
        int cipherKey = transform.encryptionKeyOctets();
        if (transform.encryption().isAead()) {
            Attributes.write(out, Xfrm.ALG_AEAD, value -> {
                header(value, name(transform.encryption()), cipherKey);
                value.putInt(transform.encryption().tagBits());
                key(value, keymat, 0, cipherKey);
            });
            return;
        }
        if (transform.encryption() != Encryption.NONE) {
            Attributes.write(out, Xfrm.ALG_CRYPT, value -> {
                header(value, name(transform.encryption()), cipherKey);
                key(value, keymat, 0, cipherKey);
            });
        }
        Integrity integrity = transform.integrity();
        Attributes.write(out, Xfrm.ALG_AUTH_TRUNC, value -> {
            header(value, name(integrity), integrity.keyOctets());
            value.putInt(integrity.truncatedBits());
            key(value, keymat, cipherKey, integrity.keyOctets());
        });
    }

    /** Empty if {@link SaTransform} has no word for these algorithms. */
    static Optional<Keyed> read(Map<Integer, ByteBuffer> attributes) {
        ByteBuffer aead = attributes.get(Xfrm.ALG_AEAD);
        if (aead != null) {
            return aead(aead);
        }
        ByteBuffer cipher = attributes.get(Xfrm.ALG_CRYPT);
        ByteBuffer integrity = attributes.get(Xfrm.ALG_AUTH_TRUNC);
        if (integrity == null) {
            return Optional.empty();
        }
        return cipher == null ? integrityAlone(integrity) : cipherAndIntegrity(cipher, integrity);
    }

    private static Optional<Keyed> aead(ByteBuffer value) {
        int octets = keyOctets(value, NAME + 8);
        int tagBits = value.getInt(NAME + 4);
        byte[] key = new byte[octets];
        value.get(NAME + 8, key);
        return encryption(value, octets, tagBits)
                .map(cipher -> new Keyed(new SaTransform(cipher, keyBits(cipher, octets), Integrity.NONE), shown(key)));
    }

    private static Optional<Keyed> cipherAndIntegrity(ByteBuffer cipher, ByteBuffer authentication) {
        int cipherOctets = keyOctets(cipher, NAME + 4);
        int integrityOctets = keyOctets(authentication, NAME + 8);
        Optional<Encryption> encryption = encryption(cipher, cipherOctets, 0);
        Optional<Integrity> integrity = integrity(authentication, integrityOctets);
        if (encryption.isEmpty() || integrity.isEmpty()) {
            return Optional.empty();
        }
        byte[] keymat = new byte[cipherOctets + integrityOctets];
        cipher.get(NAME + 4, keymat, 0, cipherOctets);
        authentication.get(NAME + 8, keymat, cipherOctets, integrityOctets);
        int bits = keyBits(encryption.get(), cipherOctets);
        return Optional.of(new Keyed(new SaTransform(encryption.get(), bits, integrity.get()), shown(keymat)));
    }

    /** AH. */
    private static Optional<Keyed> integrityAlone(ByteBuffer authentication) {
        int octets = keyOctets(authentication, NAME + 8);
        byte[] key = new byte[octets];
        authentication.get(NAME + 8, key);
        return integrity(authentication, octets)
                .map(integrity -> new Keyed(SaTransform.authenticating(integrity), shown(key)));
    }

    private static Optional<Integrity> integrity(ByteBuffer value, int keyOctets) {
        return Arrays.stream(Integrity.values())
                .filter(integrity -> integrity != Integrity.NONE)
                .filter(integrity -> name(integrity).equals(name(value)))
                .filter(integrity -> integrity.truncatedBits() == value.getInt(NAME + 4))
                .filter(integrity -> integrity.keyOctets() == keyOctets)
                .findFirst();
    }

    /** The cipher of this name that has such a tag and such a key. */
    private static Optional<Encryption> encryption(ByteBuffer value, int keyOctets, int tagBits) {
        return Arrays.stream(Encryption.values())
                .filter(cipher -> cipher != Encryption.NONE)
                .filter(cipher -> name(cipher).equals(name(value)))
                .filter(cipher -> cipher.tagBits() == tagBits)
                .filter(cipher -> cipher.keyBits().contains(keyBits(cipher, keyOctets)))
                .findFirst();
    }

    /** Without salt. */
    private static int keyBits(Encryption cipher, int octets) {
        return (octets - cipher.saltOctets()) * 8;
    }

    /** A kernel in confidentiality lockdown shows zeros in place of keys. */
    private static @Nullable Secret shown(byte[] keymat) {
        int any = 0;
        for (byte octet : keymat) {
            any |= octet;
        }
        return any == 0 ? null : Secret.wrap(keymat);
    }

    private static int keyOctets(ByteBuffer value, int header) {
        Attributes.require(value, header);
        int bits = value.getInt(NAME);
        if (bits < 0 || bits % 8 != 0 || bits / 8 > value.limit() - header) {
            throw new MalformedMessage("a key of " + bits + " bits in " + (value.limit() - header) + " octets");
        }
        return bits / 8;
    }

    private static void header(ByteBuffer out, String name, int keyOctets) {
        out.put(name.getBytes(StandardCharsets.US_ASCII));
        Structs.zeros(out, NAME - name.length());
        out.putInt(keyOctets * 8);
    }

    private static void key(ByteBuffer out, Secret keymat, int from, int octets) {
        var _ = keymat.with(bytes -> out.put(bytes, from, octets));
    }

    private static String name(ByteBuffer value) {
        byte[] name = new byte[NAME];
        value.get(0, name);
        int end = 0;
        while (end < NAME && name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.US_ASCII);
    }

    private static String name(Encryption encryption) {
        return switch (encryption) {
            case AES_CBC -> "cbc(aes)";
            case AES_CTR -> "rfc3686(ctr(aes))";
            case AES_GCM_8, AES_GCM_12, AES_GCM_16 -> "rfc4106(gcm(aes))";
            case AES_CCM_8, AES_CCM_12, AES_CCM_16 -> "rfc4309(ccm(aes))";
            case AES_GMAC -> "rfc4543(gcm(aes))";
            case CAMELLIA_CBC -> "cbc(camellia)";
            case DES_CBC -> "cbc(des)";
            case TRIPLE_DES_CBC -> "cbc(des3_ede)";
            case NULL -> "ecb(cipher_null)";
            case NONE -> throw new IllegalArgumentException("AH has no cipher");
        };
    }

    private static String name(Integrity integrity) {
        return switch (integrity) {
            case NONE -> "digest_null";
            case HMAC_MD5_96 -> "hmac(md5)";
            case HMAC_SHA1_96 -> "hmac(sha1)";
            case HMAC_SHA2_256_128, HMAC_SHA2_256_96 -> "hmac(sha256)";
            case HMAC_SHA2_384_192 -> "hmac(sha384)";
            case HMAC_SHA2_512_256 -> "hmac(sha512)";
            case AES_XCBC_96 -> "xcbc(aes)";
            case AES_CMAC_96 -> "cmac(aes)";
        };
    }
}
