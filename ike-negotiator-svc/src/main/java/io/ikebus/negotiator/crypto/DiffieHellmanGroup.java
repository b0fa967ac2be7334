package io.ikebus.negotiator.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Diffie-Hellman groups with their IANA number: MODP (RFC 2409 6, RFC 3526) with generator 2, MODP with a subgroup of
 * prime order (RFC 5114), the curves of NIST (RFC 5903, RFC 5114) and Brainpool (RFC 6932), and Curve25519 (RFC 8031).
 */
public enum DiffieHellmanGroup {
    MODP_768(1, Kind.MODP, 768, 160),
    MODP_1024(2, Kind.MODP, 1024, 192),
    MODP_1536(5, Kind.MODP, 1536, 240),
    MODP_2048(14, Kind.MODP, 2048, 256),
    MODP_3072(15, Kind.MODP, 3072, 320),
    MODP_4096(16, Kind.MODP, 4096, 320),
    MODP_6144(17, Kind.MODP, 6144, 384),
    MODP_8192(18, Kind.MODP, 8192, 400),
    ECP_256(19, Kind.ECP, 256, 256),
    ECP_384(20, Kind.ECP, 384, 384),
    ECP_521(21, Kind.ECP, 521, 521),
    MODP_1024_S160(22, Kind.MODP, 1024, 160),
    MODP_2048_S224(23, Kind.MODP, 2048, 224),
    MODP_2048_S256(24, Kind.MODP, 2048, 256),
    ECP_192(25, Kind.ECP, 192, 192),
    ECP_224(26, Kind.ECP, 224, 224),
    ECP_224_BP(27, Kind.ECP, 224, 224),
    ECP_256_BP(28, Kind.ECP, 256, 256),
    ECP_384_BP(29, Kind.ECP, 384, 384),
    ECP_512_BP(30, Kind.ECP, 512, 512),
    CURVE_25519(31, Kind.CURVE_25519, 255, 256);

    enum Kind {
        MODP,
        ECP,
        CURVE_25519
    }

    private final int id;
    private final Kind kind;
    private final int bits;
    private final int privateBits;

    DiffieHellmanGroup(int id, Kind kind, int bits, int privateBits) {
        this.id = id;
        this.kind = kind;
        this.bits = bits;
        this.privateBits = privateBits;
    }

    public static Optional<DiffieHellmanGroup> ofId(int id) {
        return Arrays.stream(values()).filter(group -> group.id == id).findFirst();
    }

    /** The group that {@link #toString} writes so, e.g. {@code modp2048}, {@code ecp256}; {@code x25519} is known too. */
    public static Optional<DiffieHellmanGroup> ofText(String text) {
        if (text.equals("x25519")) {
            return Optional.of(CURVE_25519);
        }
        return Arrays.stream(values())
                .filter(group -> group.toString().equals(text))
                .findFirst();
    }

    /** The value of the Group Description attribute. */
    public int id() {
        return id;
    }

    /** Octets of a KE payload's body: the prime's length for MODP, x and y for ECP, u for Curve25519. */
    public int publicValueOctets() {
        return switch (kind) {
            case MODP, CURVE_25519 -> fieldOctets();
            case ECP -> 2 * fieldOctets();
        };
    }

    /**
     * Whether it takes {@code policy: LEGACY} to use it. RFC 8247 2.4 forbids 1 and 22 and advises against 2, 5, 23 and
     * 24: they are too small, or nobody says how their primes were found.
     */
    public boolean isLegacy() {
        return switch (this) {
            case MODP_768, MODP_1024, MODP_1536, MODP_1024_S160, MODP_2048_S224, MODP_2048_S256 -> true;
            case MODP_2048, MODP_3072, MODP_4096, MODP_6144, MODP_8192 -> false;
            case ECP_192, ECP_224, ECP_256, ECP_384, ECP_521 -> false;
            case ECP_224_BP, ECP_256_BP, ECP_384_BP, ECP_512_BP, CURVE_25519 -> false;
        };
    }

    Kind kind() {
        return kind;
    }

    int bits() {
        return bits;
    }

    /** Octets of one field element, which is what a shared secret has: the prime's length, or that of x. */
    int fieldOctets() {
        return (bits + 7) / 8;
    }

    /**
     * Bits of a private value. For MODP twice the strength of the group, rounded up, and not more: RFC 3526 8 estimates
     * 180-240 (1536), 220-320 (2048), 260-420 (3072), 300-480 (4096), 340-540 (6144), 380-620 (8192); RFC 7919 asks for 225 to 400. A
     * longer exponent costs time and adds no strength. Where there is a subgroup, the length of its order.
     */
    int privateBits() {
        return privateBits;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
