package io.ikebus.vault.certificate;

import java.math.BigInteger;
import java.util.Random;

/** RSA moduli that can be factored. */
public final class WeakKeys {
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    private WeakKeys() {}

    /** Two primes {@code k * M + (65537^a mod M)}, M being the product of the first 126 primes. */
    public static BigInteger ofPattern(Random random) {
        BigInteger product = BigInteger.ONE;
        BigInteger prime = BigInteger.TWO;
        for (int i = 0; i < 126; i++) {
            product = product.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        return patterned(product, random).multiply(patterned(product, random));
    }

    private static BigInteger patterned(BigInteger product, Random random) {
        int bits = 1_024 - product.bitLength();
        while (true) {
            BigInteger k = new BigInteger(bits, random).setBit(bits - 1).setBit(bits - 2);
            BigInteger prime = k.multiply(product).add(F4.modPow(new BigInteger(250, random), product));
            if (prime.bitLength() == 1_024 && prime.testBit(1_022) && prime.isProbablePrime(20)) {
                return prime;
            }
        }
    }

    /** Two primes one after the other. */
    public static BigInteger ofNeighbours(Random random) {
        BigInteger prime = large(random);
        return prime.multiply(prime.nextProbablePrime());
    }

    public static BigInteger withFactor(int factor, Random random) {
        return large(random).multiply(large(random)).multiply(BigInteger.valueOf(factor));
    }

    private static BigInteger large(Random random) {
        BigInteger prime;
        do {
            prime = BigInteger.probablePrime(1_024, random);
        } while (!prime.testBit(1_022));
        return prime;
    }
}
