package io.ikebus.agent.netlink;

import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.octets.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final int AEAD_ICV_BITS = 128;

    /** {@code keymat} is null if the kernel does not show it. */
    record Keyed(SaTransform transform, @Nullable Secret keymat) {}

    private Algorithms() {}

    static void write(ByteBuffer out, SaTransform transform, Secret keymat) {
        int cipherKey = transform.encryptionKeyOctets();
        switch (transform.encryption()) {
            case AES_GCM_16 ->
                Attributes.write(out, Xfrm.ALG_AEAD, value -> {
                    header(value, name(transform.encryption()), cipherKey);
                    value.putInt(AEAD_ICV_BITS);
                    key(value, keymat, 0, cipherKey);
                });
            case AES_CBC -> {
                Attributes.write(out, Xfrm.ALG_CRYPT, value -> {
                    header(value, name(transform.encryption()), cipherKey);
                    key(value, keymat, 0, cipherKey);
                });
                Integrity integrity = transform.integrity();
                Attributes.write(out, Xfrm.ALG_AUTH_TRUNC, value -> {
                    header(value, name(integrity), integrity.keyOctets());
                    value.putInt(integrity.truncatedBits());
                    key(value, keymat, cipherKey, integrity.keyOctets());
                });
            }
        }
    }

    /** Empty if {@link SaTransform} has no word for these algorithms. */
    static Optional<Keyed> read(Map<Integer, ByteBuffer> attributes) {
        ByteBuffer aead = attributes.get(Xfrm.ALG_AEAD);
        if (aead != null) {
            return aead(aead);
        }
        ByteBuffer cipher = attributes.get(Xfrm.ALG_CRYPT);
        ByteBuffer integrity = attributes.get(Xfrm.ALG_AUTH_TRUNC);
        return cipher == null || integrity == null ? Optional.empty() : cipherAndIntegrity(cipher, integrity);
    }

    private static Optional<Keyed> aead(ByteBuffer value) {
        int octets = keyOctets(value, NAME + 8);
        int bits = octets * 8 - Encryption.AES_GCM_16.saltOctets() * 8;
        if (!name(value).equals(name(Encryption.AES_GCM_16))
                || value.getInt(NAME + 4) != AEAD_ICV_BITS
                || !isAesKey(bits)) {
            return Optional.empty();
        }
        byte[] key = new byte[octets];
        value.get(NAME + 8, key);
        return Optional.of(new Keyed(new SaTransform(Encryption.AES_GCM_16, bits, Integrity.NONE), shown(key)));
    }

    private static Optional<Keyed> cipherAndIntegrity(ByteBuffer cipher, ByteBuffer authentication) {
        int cipherOctets = keyOctets(cipher, NAME + 4);
        int integrityOctets = keyOctets(authentication, NAME + 8);
        if (!name(cipher).equals(name(Encryption.AES_CBC)) || !isAesKey(cipherOctets * 8)) {
            return Optional.empty();
        }
        for (Integrity integrity : Integrity.values()) {
            if (integrity != Integrity.NONE
                    && name(integrity).equals(name(authentication))
                    && integrity.truncatedBits() == authentication.getInt(NAME + 4)
                    && integrity.keyOctets() == integrityOctets) {
                byte[] keymat = new byte[cipherOctets + integrityOctets];
                cipher.get(NAME + 4, keymat, 0, cipherOctets);
                authentication.get(NAME + 8, keymat, cipherOctets, integrityOctets);
                return Optional.of(
                        new Keyed(new SaTransform(Encryption.AES_CBC, cipherOctets * 8, integrity), shown(keymat)));
            }
        }
        return Optional.empty();
    }

    /** A kernel in confidentiality lockdown shows zeros in place of keys. */
    private static @Nullable Secret shown(byte[] keymat) {
        int any = 0;
        for (byte octet : keymat) {
            any |= octet;
        }
        return any == 0 ? null : Secret.wrap(keymat);
    }

    private static boolean isAesKey(int bits) {
        return bits == 128 || bits == 192 || bits == 256;
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
            case AES_GCM_16 -> "rfc4106(gcm(aes))";
        };
    }

    private static String name(Integrity integrity) {
        return switch (integrity) {
            case NONE -> "digest_null";
            case HMAC_SHA1_96 -> "hmac(sha1)";
            case HMAC_SHA2_256_128 -> "hmac(sha256)";
            case HMAC_SHA2_384_192 -> "hmac(sha384)";
            case HMAC_SHA2_512_256 -> "hmac(sha512)";
        };
    }
}
