package io.ikebus.negotiator.lease;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store without a broker. */
public final class LeaseMemory implements Leases.Memory {
    private final Map<String, String> granted = new HashMap<>();

    @Override
    public @Nullable String get(String key) {
        return granted.get(key);
    }

    @Override
    public void put(String key, String value) {
        granted.put(key, value);
    }

    @Override
    public void remove(String key) {
        granted.remove(key);
    }
}
