package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Key pairs made while there was nothing else to do: the first half of a Diffie-Hellman exchange is then free when a
 * message comes. A group is stocked from its first use on. Each pair is given out once; if there is none, one is made
 * on the spot.
 */
final class KeyPairPool implements AutoCloseable {
    /** So long after the last demand this counts as an idle moment. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int perGroup;
    private final SecureRandom random;
    private final Map<DiffieHellmanGroup, BlockingQueue<DiffieHellman.KeyPair>> stock = new ConcurrentHashMap<>();
    private final @Nullable Thread filler;
    private volatile long lastDemand = System.nanoTime();
    private volatile boolean closed;

    /** @param perGroup how many pairs to keep of each group; 0 for none */
    KeyPairPool(int perGroup, SecureRandom random) {
        this.perGroup = perGroup;
        this.random = random;
        this.filler = perGroup == 0
                ? null
                : Thread.ofPlatform()
                        .name("key-pair-pool")
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .start(this::fill);
    }

    DiffieHellman.KeyPair take(DiffieHellmanGroup group) {
        if (perGroup == 0) {
            return DiffieHellman.generate(group, random);
        }
        lastDemand = System.nanoTime();
        DiffieHellman.KeyPair pair = stock.computeIfAbsent(group, _ -> new ArrayBlockingQueue<>(perGroup))
                .poll();
        return pair == null ? DiffieHellman.generate(group, random) : pair;
    }

    int stocked(DiffieHellmanGroup group) {
        BlockingQueue<?> pairs = stock.get(group);
        return pairs == null ? 0 : pairs.size();
    }

    @Override
    public void close() {
        closed = true;
        if (filler != null) {
            LockSupport.unpark(filler);
        }
    }

    private void fill() {
        while (!closed) {
            Optional<DiffieHellmanGroup> wanting = wanting();
            if (wanting.isEmpty() || System.nanoTime() - lastDemand < QUIET_NANOS) {
                LockSupport.parkNanos(NAP_NANOS);
            } else {
                add(wanting.get());
            }
        }
        stock.values()
                .forEach(pairs -> pairs.forEach(pair -> pair.privateValue().destroy()));
        stock.clear();
    }

    private void add(DiffieHellmanGroup group) {
        BlockingQueue<DiffieHellman.KeyPair> pairs = stock.get(group);
        DiffieHellman.KeyPair pair = DiffieHellman.generate(group, random);
        if (pairs == null || !pairs.offer(pair)) {
            pair.privateValue().destroy();
        }
    }

    /** The group with the fewest pairs. */
    private Optional<DiffieHellmanGroup> wanting() {
        return stock.entrySet().stream()
                .filter(entry -> entry.getValue().remainingCapacity() > 0)
                .min((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
                .map(Map.Entry::getKey);
    }
}
