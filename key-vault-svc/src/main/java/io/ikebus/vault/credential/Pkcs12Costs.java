package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.DerElement;
import java.math.BigInteger;
import java.util.List;

/**
 * What it would cost to open a PKCS #12 file, as far as it can be seen without opening it.
 *
 * <p>In all that a file holds of password-based encryption (RFC 7292 MacData, RFC 8018 PBEParameter and PBKDF2-params) the
 * count of iterations is the INTEGER right behind the OCTET STRING with the salt, and nowhere else do the two follow each
 * other.
 */
final class Pkcs12Costs {
    private static final int DEEPEST = 32;
    private static final int SEQUENCE = 0x30;
    private static final int OBJECT_IDENTIFIER = 0x06;
    /** RFC 7292 4.2: keyBag and pkcs8ShroudedKeyBag. */
    private static final List<Octets> KEY_BAGS =
            List.of(Octets.fromHex("2a864886f70d010c0a0101"), Octets.fromHex("2a864886f70d010c0a0102"));

    private final byte[] file;
    private BigInteger iterations = BigInteger.ZERO;
    private int keys;

    private Pkcs12Costs(byte[] file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException unless this is DER, to 32 levels at most */
    static Pkcs12Costs of(byte[] file) {
        Pkcs12Costs costs = new Pkcs12Costs(file);
        costs.walk(DerElement.whole(file), 0);
        return costs;
    }

    BigInteger iterations() {
        return iterations;
    }

    /** Private keys that are not inside an encrypted part. */
    int keys() {
        return keys;
    }

    private void walk(DerElement parent, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        int before = 0;
        for (DerElement child : parent.children(file)) {
            if (child.tag() == DerElement.INTEGER && before == DerElement.OCTET_STRING) {
                iterations = iterations.add(number(child));
            } else if (child.tag() == OBJECT_IDENTIFIER && KEY_BAGS.contains(child.of(file))) {
                keys++;
            } else if (child.isConstructed()) {
                walk(child, depth + 1);
            } else if (child.tag() == DerElement.OCTET_STRING && holdsSequence(child)) {
                walk(child, depth + 1);
            }
            before = child.tag();
        }
    }

    private BigInteger number(DerElement integer) {
        Octets octets = integer.of(file);
        if (octets.isBlank()) {
            throw new IllegalArgumentException("an empty number");
        }
        return new BigInteger(1, octets.toByteArray());
    }

    /** A salt may by chance begin as a sequence does; it hardly is one to its end. */
    private boolean holdsSequence(DerElement string) {
        try {
            List<DerElement> inside = string.children(file);
            return inside.size() == 1 && inside.getFirst().tag() == SEQUENCE;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
