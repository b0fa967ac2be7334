package io.ikebus.testkit.fuzz;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Feeds mutations to a target and watches it: nothing is thrown, no input takes more than 50 ms of the
 * processor, the heap does not grow.
 *
 * <p>How long: {@code -Dikebus.fuzz.seconds=600}; without it a number of inputs that takes a few seconds. Where it
 * begins: {@code -Dikebus.fuzz.seed=N}; a run for seconds begins somewhere new by itself.
 */
public final class Fuzzing {
    private static final System.Logger LOG = System.getLogger(Fuzzing.class.getName());
    private static final Duration LONGEST = Duration.ofMillis(50);
    /** The collector and the compiler come in between: an input is slow if it is slow each time. */
    private static final int ATTEMPTS = 3;

    private static final int LARGEST = 16_000;
    private static final int MOST_KEPT = 256;
    private static final int MENDED_OF = 8;
    private static final long MOST_GROWTH = 32L << 20;

    private final Corpus corpus;
    private final FuzzTarget target;

    /** @param taken how many inputs; @param accepted how many of these */
    public record Outcome(long taken, long accepted) {}

    public Fuzzing(Corpus corpus, FuzzTarget target) {
        this.corpus = corpus;
        this.target = target;
    }

    /**
     * @param inputs unless a time is asked for
     * @throws AssertionError with the first input that does harm
     */
    public Outcome run(int inputs) {
        int seconds = Integer.getInteger("ikebus.fuzz.seconds", 0);
        long seed = Long.getLong("ikebus.fuzz.seed", seconds == 0 ? 2409 : System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Mutator mutator = new Mutator(random);
        List<byte[]> seeds = corpus.all().map(Corpus.Entry::octets).toList();
        List<byte[]> pool = new ArrayList<>(seeds);
        seeds.forEach(this::take);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long taken = 0;
        long accepted = 0;
        long settled = 0;
        while (seconds == 0 ? taken < inputs : System.nanoTime() < end) {
            byte[] mutation = mutator.mutated(pool.get(random.nextInt(pool.size())), seeds);
            byte[] input = random.nextInt(MENDED_OF) == 0 ? mutation : target.mended(mutation, random);
            if (input.length <= LARGEST && take(input)) {
                accepted++;
                keep(pool, seeds.size(), input, random);
            }
            taken++;
            if (taken == inputs / 2) {
                settled = usedMemory(pool);
            }
        }
        long growth = usedMemory(pool) - settled;
        if (growth > MOST_GROWTH) {
            throw new AssertionError(corpus.name() + ": the heap has grown by " + (growth >> 20) + " MB");
        }
        Outcome outcome = new Outcome(taken, accepted);
        LOG.log(
                Level.INFO,
                "fuzz {0}: seed {1}, {2}, heap grown by {3} kB",
                corpus.name(),
                seed + "",
                outcome,
                growth >> 10);
        return outcome;
    }

    /** Whether the target accepts it. */
    public boolean take(byte[] input) {
        long fastest = Long.MAX_VALUE;
        boolean accepted = false;
        for (int attempt = 0; attempt < ATTEMPTS && fastest > LONGEST.toNanos(); attempt++) {
            long start = processorTime();
            accepted = harmless(input);
            fastest = Math.min(fastest, processorTime() - start);
        }
        if (fastest > LONGEST.toNanos()) {
            throw new AssertionError(told(input, "takes " + fastest / 1_000_000 + " ms of the processor"));
        }
        return accepted;
    }

    /** Of this thread, in nanoseconds: on a busy machine the clock says nothing of an input. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private boolean harmless(byte[] input) {
        try {
            return target.take(input.clone());
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            throw new AssertionError(told(input, "breaks it"), e);
        }
    }

    private String told(byte[] input, String what) {
        byte[] begin = Arrays.copyOf(input, Math.min(input.length, 256));
        return corpus.name() + ": an input of " + input.length + " octets " + what + ", kept as " + corpus.keep(input)
                + ": " + HexFormat.of().formatHex(begin) + (begin.length < input.length ? "..." : "");
    }

    private static void keep(List<byte[]> pool, int seeds, byte[] input, RandomGenerator random) {
        if (pool.size() < seeds + MOST_KEPT) {
            pool.add(input);
        } else {
            pool.set(random.nextInt(seeds, pool.size()), input);
        }
    }

    /** Of the target, without what is kept here. */
    private static long usedMemory(List<byte[]> pool) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long kept = pool.stream().mapToLong(input -> input.length).sum();
        return runtime.totalMemory() - runtime.freeMemory() - kept;
    }
}
