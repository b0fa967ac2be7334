package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.random.RandomGenerator;

/** One to four random changes of a message; the header's length is then mostly set right, or nothing else is reached. */
final class Mutation {
    private static final int[] TELLING = {0, 1, 2, 3, 4, 7, 8, 12, 13, 20, 127, 128, 132, 254, 255};

    private final List<Octets> others;
    private final RandomGenerator random;
    private Octets octets;

    Mutation(Octets octets, List<Octets> others, RandomGenerator random) {
        this.octets = octets;
        this.others = others;
        this.random = random;
    }

    Octets mutated() {
        int changes = random.nextInt(1, 5);
        for (int i = 0; i < changes; i++) {
            change();
        }
        return octets.length() >= IsakmpHeader.LENGTH && random.nextInt(8) != 0 ? Wire.withRightLength(octets) : octets;
    }

    private void change() {
        int length = octets.length();
        switch (random.nextInt(8)) {
            case 0 -> {
                if (length > 0) {
                    int at = random.nextInt(length);
                    put(at, Octets.of(octets.u8(at) ^ 1 << random.nextInt(8)));
                }
            }
            case 1 -> put(random.nextInt(length + 1), Octets.of(TELLING[random.nextInt(TELLING.length)]));
            case 2 -> put(random.nextInt(length + 1), Octets.ofNumber(random.nextInt(0x100), 1));
            // A length field, most likely: two octets that say a little more or less than is there.
            case 3 -> put(random.nextInt(length + 1), Octets.ofNumber(random.nextInt(0, length + 8), 2));
            case 4 -> octets = octets.slice(0, random.nextInt(length + 1));
            case 5 -> octets = Octets.concat(octets, some(others.get(random.nextInt(others.size()))));
            case 6 -> {
                int at = random.nextInt(length + 1);
                octets = Octets.concat(octets.slice(0, at), some(octets), octets.from(at));
            }
            case 7 -> {
                int from = random.nextInt(length + 1);
                int to = random.nextInt(from, length + 1);
                octets = Octets.concat(octets.slice(0, from), octets.from(to));
            }
            default -> throw new IllegalStateException();
        }
    }

    private void put(int at, Octets replacement) {
        int end = Math.min(octets.length(), at + replacement.length());
        octets = Octets.concat(octets.slice(0, at), replacement.slice(0, end - at), octets.from(end));
    }

    private Octets some(Octets from) {
        int begin = random.nextInt(from.length() + 1);
        return from.slice(begin, random.nextInt(begin, from.length() + 1));
    }
}
