package io.ikebus.vault.certificate;

import java.util.Optional;

/** Looks at lengths and depths before a parser that recurses, or believes a length, gets to see anything. */
public final class DerBounds {
    /** Four times what certificates and keys need. */
    static final int DEEPEST = 32;

    private final byte[] octets;
    /** Of each element that is open: the index behind it, and whether two zero octets end it. */
    private final int[] ends = new int[DEEPEST + 1];

    private final boolean[] open = new boolean[DEEPEST + 1];
    private int depth;
    private int at;

    private DerBounds(byte[] octets) {
        this.octets = octets;
        this.ends[0] = octets.length;
    }

    /**
     * The rule that is broken, as a sentence about "it"; empty if this is one element, all lengths in it fit, and it is
     * neither longer than {@code largest} nor deeper than 32.
     */
    public static Optional<String> broken(byte[] der, int largest) {
        return broken(der, largest, false);
    }

    /** The same, but lengths may be indefinite, as PKCS #7 in BER has them. */
    static Optional<String> brokenBer(byte[] ber, int largest) {
        return broken(ber, largest, true);
    }

    private static Optional<String> broken(byte[] der, int largest, boolean indefinite) {
        if (der.length > largest) {
            return Optional.of("is longer than " + largest + " octets");
        }
        try {
            return new DerBounds(der).isShallow(indefinite)
                    ? Optional.empty()
                    : Optional.of("nests deeper than " + DEEPEST + " levels");
        } catch (IllegalArgumentException _) {
            return Optional.of("is not one element of DER with lengths that fit");
        }
    }

    private boolean isShallow(boolean indefinite) {
        do {
            if (open[depth] && endsHere()) {
                at += 2;
                depth--;
            } else {
                DerElement element = DerElement.read(octets, at, ends[depth]);
                boolean endless = element.end() == DerElement.INDEFINITE;
                if (endless && !(indefinite && element.isConstructed())) {
                    throw new IllegalArgumentException("an indefinite length");
                }
                if (!element.isConstructed()) {
                    at = element.end();
                } else if (depth == DEEPEST) {
                    return false;
                } else {
                    depth++;
                    ends[depth] = endless ? ends[depth - 1] : element.end();
                    open[depth] = endless;
                    at = element.content();
                }
            }
            while (depth > 0 && !open[depth] && at == ends[depth]) {
                depth--;
            }
        } while (depth > 0);
        if (at != octets.length) {
            throw new IllegalArgumentException("more than one element");
        }
        return true;
    }

    private boolean endsHere() {
        return at + 2 <= ends[depth] && octets[at] == 0 && octets[at + 1] == 0;
    }
}
