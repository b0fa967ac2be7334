package io.ikebus.negotiator.store;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.ConnectionTable;
import io.ikebus.negotiator.connection.ConnectionTables;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections as this process has read them off the bus. One thread writes, any number read; the engine's table is
 * built anew when something has changed and not before it is asked for.
 */
public final class ConnectionBoard {
    private final NavigableMap<String, Connection> byName = new ConcurrentSkipListMap<>();
    private final Lock lock = new ReentrantLock();
    private final Condition read = lock.newCondition();
    private volatile long seenOffset = -1;
    private volatile @Nullable ConnectionTable table;

    /** The record at {@code offset} said this; null that the connection is gone. */
    public void put(String name, @Nullable Connection connection, long offset) {
        lock.lock();
        try {
            if (connection == null) {
                byName.remove(name);
            } else {
                byName.put(name, connection);
            }
            table = null;
            saw(offset);
        } finally {
            lock.unlock();
        }
    }

    /** The record at {@code offset} changed nothing. */
    public void passOver(long offset) {
        lock.lock();
        try {
            saw(offset);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the record at {@code offset} has been read, now or within {@code patience}. */
    public boolean awaitRead(long offset, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (seenOffset < offset && left > 0) {
                left = read.awaitNanos(left);
            }
            return seenOffset >= offset;
        } finally {
            lock.unlock();
        }
    }

    public ConnectionTable table() {
        ConnectionTable built = table;
        if (built != null) {
            return built;
        }
        lock.lock();
        try {
            built = ConnectionTables.of(List.copyOf(byName.values()));
            table = built;
            return built;
        } finally {
            lock.unlock();
        }
    }

    public Optional<Connection> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** At most {@code most} connections by name, from the one after {@code after}. */
    public List<Connection> page(String after, int most) {
        return byName.tailMap(after, false).values().stream().limit(most).toList();
    }

    public int size() {
        return byName.size();
    }

    private void saw(long offset) {
        seenOffset = Math.max(seenOffset, offset);
        read.signalAll();
    }
}
