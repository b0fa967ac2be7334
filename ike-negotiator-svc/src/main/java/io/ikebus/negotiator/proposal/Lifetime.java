package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.isakmp.Attribute;
import java.util.ArrayList;
import java.util.List;

/** What an SA may live; 0 is no limit of this kind. */
record Lifetime(long seconds, long bytes) {
    static final Lifetime NONE = new Lifetime(0, 0);
    /** Life types, the same in both phases. */
    static final int SECONDS = 1;

    static final int KILOBYTES = 2;
    private static final int KILOBYTE = 1024;

    /** Each limit as a pair of attributes, the type before the duration. */
    List<Attribute> attributes(int typeAttribute, int durationAttribute) {
        List<Attribute> attributes = new ArrayList<>();
        if (seconds > 0) {
            attributes.add(Attribute.of(typeAttribute, SECONDS));
            attributes.add(Attribute.of(durationAttribute, seconds));
        }
        if (bytes > 0) {
            attributes.add(Attribute.of(typeAttribute, KILOBYTES));
            attributes.add(Attribute.of(durationAttribute, Math.max(1, bytes / KILOBYTE)));
        }
        return attributes;
    }

    /** These limits, or those of {@code other} if there are none. */
    Lifetime orElse(Lifetime other) {
        return equals(NONE) ? other : this;
    }

    /** Of each kind the smaller limit. */
    Lifetime shorter(Lifetime other) {
        return new Lifetime(smaller(seconds, other.seconds), smaller(bytes, other.bytes));
    }

    private static long smaller(long one, long other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    Lifetime withSeconds(long limit) {
        return new Lifetime(limit, bytes);
    }

    Lifetime withKilobytes(long limit) {
        return new Lifetime(seconds, limit > Long.MAX_VALUE / KILOBYTE ? Long.MAX_VALUE : limit * KILOBYTE);
    }
}
