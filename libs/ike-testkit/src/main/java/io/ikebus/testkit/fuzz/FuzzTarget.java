package io.ikebus.testkit.fuzz;

import java.util.random.RandomGenerator;

/** Something that must live with whatever octets come. */
public interface FuzzTarget {
    /**
     * Takes an input. A refusal is a result; whatever is thrown is a fault.
     *
     * @return whether the input was accepted, so that it is worth mutating further
     */
    boolean take(byte[] input) throws Exception;

    /** Makes a mutation right again in what would be checked before all else, as a length or a checksum. */
    default byte[] mended(byte[] mutation, RandomGenerator random) {
        return mutation;
    }
}
