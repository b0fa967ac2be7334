package io.ikebus.testkit.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** One to four random changes. */
final class Mutator {
    private static final int MOST_CHANGES = 4;
    private static final byte[] TELLING = {
        0, 1, 2, 3, 4, 5, 7, 8, 12, 13, 20, 48, 49, 127, (byte) 128, (byte) 132, -2, -1
    };

    private final RandomGenerator random;

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    /** @param others whose parts may be taken */
    byte[] mutated(byte[] input, List<byte[]> others) {
        byte[] octets = input;
        for (int i = random.nextInt(1, MOST_CHANGES + 1); i > 0; i--) {
            octets = changed(octets, others);
        }
        return octets;
    }

    private byte[] changed(byte[] octets, List<byte[]> others) {
        int length = octets.length;
        int at = random.nextInt(length + 1);
        return switch (random.nextInt(9)) {
            case 0 -> put(octets, at, (byte) (at < length ? octets[at] ^ 1 << random.nextInt(8) : 0));
            case 1 -> put(octets, at, TELLING[random.nextInt(TELLING.length)]);
            case 2 -> put(octets, at, (byte) random.nextInt(256));
            // A length field, most likely: two octets that say a little more or less than is there.
            case 3 -> {
                int number = random.nextInt(0, length + 8);
                yield put(put(octets, at, (byte) (number >> 8)), at + 1, (byte) number);
            }
            case 4 -> Arrays.copyOf(octets, at);
            case 5 -> joined(octets, some(others.get(random.nextInt(others.size()))));
            case 6 -> joined(Arrays.copyOf(octets, at), joined(some(octets), Arrays.copyOfRange(octets, at, length)));
            case 7 ->
                joined(
                        Arrays.copyOf(octets, at),
                        joined(
                                some(others.get(random.nextInt(others.size()))),
                                Arrays.copyOfRange(octets, at, length)));
            case 8 ->
                joined(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets, random.nextInt(at, length + 1), length));
            default -> throw new IllegalStateException();
        };
    }

    private static byte[] put(byte[] octets, int at, byte value) {
        byte[] changed = octets.clone();
        if (at < changed.length) {
            changed[at] = value;
        }
        return changed;
    }

    private byte[] some(byte[] octets) {
        int from = random.nextInt(octets.length + 1);
        return Arrays.copyOfRange(octets, from, random.nextInt(from, octets.length + 1));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
