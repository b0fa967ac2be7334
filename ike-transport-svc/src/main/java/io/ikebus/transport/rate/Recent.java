package io.ikebus.transport.rate;

import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code most} entries that were used last. Not thread-safe. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private static final int FIRST_CAPACITY = 256;
    private static final float LOAD = 0.75f;

    private final int most;

    public Recent(int most) {
        super(FIRST_CAPACITY, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
