package io.ikebus.transport.fragment;

import io.ikebus.protocol.isakmp.Payload.Fragment;
import io.ikebus.protocol.octets.Octets;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fragments of one message that have come so far. */
final class Pieces {
    /** Of 552 octets, as the smallest that are known to be sent, this is more than any message may have. */
    static final int MOST = 64;

    final long begunAt;
    private final SortedMap<Integer, Octets> data = new TreeMap<>();
    private int octets;
    private int count;

    Pieces(long begunAt) {
        this.begunAt = begunAt;
    }

    /** Whether another fragment of this number is there: then this one belongs to another message. */
    boolean contradicts(Fragment fragment) {
        Octets there = data.get(fragment.number());
        boolean beyondLast = count > 0 && fragment.number() > count;
        boolean anotherLast = fragment.last() && !data.isEmpty() && fragment.number() < data.lastKey();
        return (there != null && !there.equals(fragment.data())) || beyondLast || anotherLast;
    }

    void add(Fragment fragment) {
        if (data.put(fragment.number(), fragment.data()) == null) {
            octets += fragment.data().length();
        }
        if (fragment.last()) {
            count = fragment.number();
        }
    }

    int octets() {
        return octets;
    }

    boolean isWhole() {
        return count > 0 && data.size() == count;
    }

    Octets joined() {
        return Octets.concat(data.values().toArray(Octets[]::new));
    }
}
