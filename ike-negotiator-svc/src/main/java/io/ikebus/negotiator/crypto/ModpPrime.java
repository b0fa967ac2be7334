package io.ikebus.negotiator.crypto;

import java.math.BigInteger;

/**
 * The primes of RFC 2409 and RFC 3526, from the formula that defines them: {@code p = 2^n - 2^(n-64) - 1 + 2^64 * ([2^(n-130) pi] +
 * k)}.
 */
final class ModpPrime {
    private static final int GUARD_BITS = 64;

    private ModpPrime() {}

    /**
     * @param bits n
     * @param offset k, the smallest for which p and (p-1)/2 are prime
     */
    static BigInteger of(int bits, long offset) {
        return power(bits)
                .subtract(power(bits - 64))
                .subtract(BigInteger.ONE)
                .add(pi(bits - 130).add(BigInteger.valueOf(offset)).shiftLeft(64));
    }

    /** [2^bits pi], by Machin: pi = 16 arctan(1/5) - 4 arctan(1/239). */
    private static BigInteger pi(int bits) {
        BigInteger one = power(bits + GUARD_BITS);
        return arctan(one, 5)
                .shiftLeft(4)
                .subtract(arctan(one, 239).shiftLeft(2))
                .shiftRight(GUARD_BITS);
    }

    /** arctan(1/x) in units of 1/one. */
    private static BigInteger arctan(BigInteger one, int x) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger term = one.divide(BigInteger.valueOf(x));
        BigInteger sum = term;
        for (int n = 3; term.signum() != 0; n += 2) {
            term = term.divide(square).negate();
            sum = sum.add(term.divide(BigInteger.valueOf(n)));
        }
        return sum;
    }

    private static BigInteger power(int exponent) {
        return BigInteger.ONE.shiftLeft(exponent);
    }
}
