package io.ikebus.negotiator.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Diffie-Hellman groups with their IANA number: MODP (RFC 3526) with generator 2, and ECP (RFC 5903). */
public enum DiffieHellmanGroup {
    MODP_2048(14, Kind.MODP, 2048, 256),
    MODP_3072(15, Kind.MODP, 3072, 320),
    MODP_4096(16, Kind.MODP, 4096, 320),
    MODP_6144(17, Kind.MODP, 6144, 384),
    MODP_8192(18, Kind.MODP, 8192, 400),
    ECP_256(19, Kind.ECP, 256, 256),
    ECP_384(20, Kind.ECP, 384, 384),
    ECP_521(21, Kind.ECP, 521, 521);

    enum Kind {
        MODP,
        ECP
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

    /** The group that {@link #toString} writes so, e.g. {@code modp2048}, {@code ecp256}. */
    public static Optional<DiffieHellmanGroup> ofText(String text) {
        return Arrays.stream(values())
                .filter(group -> group.toString().equals(text))
                .findFirst();
    }

    /** The value of the Group Description attribute. */
    public int id() {
        return id;
    }

    /** Octets of a KE payload's body: the prime's length for MODP, x and y for ECP. */
    public int publicValueOctets() {
        return switch (kind) {
            case MODP -> fieldOctets();
            case ECP -> 2 * fieldOctets();
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
     * 220-320 (2048), 260-420 (3072), 300-480 (4096), 340-540 (6144), 380-620 (8192); RFC 7919 asks for 225 to 400. A
     * longer exponent costs time and adds no strength.
     */
    int privateBits() {
        return privateBits;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
