package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hash algorithms of phase 1 with their IANA number. Without a PRF attribute the prf is the HMAC of the negotiated hash
 * (RFC 2409 4).
 */
public enum HashAlgorithm {
    MD5(1, 16, "MD5", "HmacMD5"),
    SHA1(2, 20, "SHA-1", "HmacSHA1"),
    SHA2_256(4, 32, "SHA-256", "HmacSHA256"),
    SHA2_384(5, 48, "SHA-384", "HmacSHA384"),
    SHA2_512(6, 64, "SHA-512", "HmacSHA512");

    private final int id;
    private final int octets;
    private final String digestName;
    private final String macName;

    HashAlgorithm(int id, int octets, String digestName, String macName) {
        this.id = id;
        this.octets = octets;
        this.digestName = digestName;
        this.macName = macName;
    }

    public static Optional<HashAlgorithm> ofId(int id) {
        return Arrays.stream(values()).filter(hash -> hash.id == id).findFirst();
    }

    /** The value of the Hash Algorithm attribute. */
    public int id() {
        return id;
    }

    /** Whether it takes {@code policy: LEGACY} to use it. */
    public boolean isLegacy() {
        return this == MD5;
    }

    /** Octets of the hash and of the prf's output. */
    public int octets() {
        return octets;
    }

    /** Octets of a block: HMAC hashes a longer key. */
    public int blockOctets() {
        return octets > 32 ? 128 : 64;
    }

    /** The hash of the parts, one behind the other. */
    public Octets hash(Octets... parts) {
        MessageDigest digest = Jdk.digest(digestName);
        digest.reset();
        for (Octets part : parts) {
            digest.update(part.asByteBuffer());
        }
        return Octets.wrap(digest.digest());
    }

    /** prf(key, parts one behind the other), as new key material. */
    public Secret prf(Secret key, Octets... parts) {
        return Secret.wrap(finish(keyed(key), parts));
    }

    /** prf(key, first | rest), where the message begins with key material itself. */
    public Secret prf(Secret key, Secret first, Octets... rest) {
        Mac mac = keyed(key);
        first.with(bytes -> {
            mac.update(bytes);
            return bytes.length;
        });
        return Secret.wrap(finish(mac, rest));
    }

    /** prf(key, parts one behind the other), as a value that goes over the wire, such as HASH_I. */
    public Octets prfPublic(Secret key, Octets... parts) {
        return Octets.wrap(finish(keyed(key), parts));
    }

    private Mac keyed(Secret key) {
        Mac mac = Jdk.mac(macName);
        try {
            mac.init(key.with(bytes -> new SecretKeySpec(bytes, macName)));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(macName + " takes any key", e);
        }
        return mac;
    }

    private static byte[] finish(Mac mac, Octets... parts) {
        for (Octets part : parts) {
            mac.update(part.asByteBuffer());
        }
        return mac.doFinal();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
