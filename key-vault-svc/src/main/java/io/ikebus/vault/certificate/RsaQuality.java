package io.ikebus.vault.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Whether an RSA key is one that others cannot factor for little money. What is looked for is cheap to find: a small
 * factor, primes next to each other (Fermat's method), and the pattern of the library whose primes are all {@code k * M +
 * (65537^a mod M)}, M being the product of the first primes (Nemec et al., "The Return of Coppersmith's Attack", CCS 2017;
 * CVE-2017-15361).
 */
final class RsaQuality {
    static final int SHORTEST_MODULUS = 2_048;
    static final int LONGEST_MODULUS = 8_192;

    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65_537);
    private static final int LARGEST_SMALL_FACTOR = 10_000;
    private static final int FERMAT_STEPS = 100;
    /** The 126th prime: M of keys of 1984 bits and more has all primes up to here, or more. */
    private static final int LARGEST_OF_PATTERN = 701;

    private static final List<Integer> SMALL_PRIMES = primes();
    private static final BigInteger PRODUCT =
            SMALL_PRIMES.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    /** Per prime of the pattern, the residues that powers of 65537 have. */
    private static final List<BitSet> PATTERN = SMALL_PRIMES.stream()
            .takeWhile(prime -> prime <= LARGEST_OF_PATTERN)
            .map(RsaQuality::powers)
            .toList();

    private RsaQuality() {}

    /** The rule that the key breaks. */
    static Optional<String> fault(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        if (bits < SHORTEST_MODULUS || bits > LONGEST_MODULUS) {
            return Optional.of("an RSA key has 2048 to 8192 bits; this one has " + bits);
        }
        if (exponent.compareTo(SMALLEST_EXPONENT) < 0 || !exponent.testBit(0)) {
            return Optional.of("the public exponent of an RSA key is odd and not less than 65537");
        }
        if (!modulus.gcd(PRODUCT).equals(BigInteger.ONE)) {
            return Optional.of("the modulus of an RSA key has no small factor; this one has");
        }
        if (hasPattern(modulus)) {
            return Optional.of("this RSA key comes from a generator whose keys can be factored (CVE-2017-15361)");
        }
        if (isDifferenceOfNearSquares(modulus)) {
            return Optional.of("the primes of an RSA key are far from each other; those of this one are not");
        }
        return Optional.empty();
    }

    /** A product of two such primes is a power of 65537 again, modulo each of the first primes. */
    private static boolean hasPattern(BigInteger modulus) {
        for (int i = 0; i < PATTERN.size(); i++) {
            int residue = modulus.mod(BigInteger.valueOf(SMALL_PRIMES.get(i))).intValue();
            if (!PATTERN.get(i).get(residue)) {
                return false;
            }
        }
        return true;
    }

    /** n = a^2 - b^2 = (a - b)(a + b), for one of the first a from the root of n upwards. */
    private static boolean isDifferenceOfNearSquares(BigInteger modulus) {
        BigInteger[] root = modulus.sqrtAndRemainder();
        BigInteger a = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
        for (int i = 0; i < FERMAT_STEPS; i++) {
            BigInteger square = a.multiply(a).subtract(modulus);
            if (square.sqrtAndRemainder()[1].signum() == 0) {
                return true;
            }
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    private static List<Integer> primes() {
        BitSet composite = new BitSet();
        List<Integer> primes = new ArrayList<>();
        for (int i = 2; i < LARGEST_SMALL_FACTOR; i++) {
            if (!composite.get(i)) {
                primes.add(i);
                for (int multiple = i * i; multiple < LARGEST_SMALL_FACTOR; multiple += i) {
                    composite.set(multiple);
                }
            }
        }
        return List.copyOf(primes);
    }

    private static BitSet powers(int prime) {
        BitSet residues = new BitSet();
        int generator = SMALLEST_EXPONENT.intValue() % prime;
        for (int power = 1; !residues.get(power); power = power * generator % prime) {
            residues.set(power);
        }
        return residues;
    }
}
