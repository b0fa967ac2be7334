package io.ikebus.negotiator.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which session is to be woken when. Lives in memory beside one task's sessions and is rebuilt from them; asking costs
 * as much as there is due, however many sessions there are. For one thread only.
 */
public final class Deadlines {
    private final Map<String, Instant> byKey = new HashMap<>();
    private final NavigableSet<Wake> inOrder = new TreeSet<>();

    private record Wake(Instant at, String key) implements Comparable<Wake> {
        @Override
        public int compareTo(Wake other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }

    /** Empty takes the session out. */
    public void set(String key, Optional<Instant> deadline) {
        Instant before = deadline.isPresent() ? byKey.put(key, deadline.get()) : byKey.remove(key);
        if (before != null) {
            inOrder.remove(new Wake(before, key));
        }
        deadline.ifPresent(at -> inOrder.add(new Wake(at, key)));
    }

    /** The earliest of all. */
    public Optional<Instant> next() {
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(inOrder.first().at());
    }

    /** Keys whose time has come by {@code now}, the longest due first, at most {@code most}. They stay set. */
    public List<String> due(Instant now, int most) {
        List<String> keys = new ArrayList<>();
        for (Wake wake : inOrder) {
            if (wake.at().isAfter(now) || keys.size() == most) {
                break;
            }
            keys.add(wake.key());
        }
        return keys;
    }
}
