package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of one transform, read.
 *
 * @param numbers by attribute type, without life types and durations
 * @param flaws why the transform cannot be taken, whatever the policy; usually none
 */
record TransformAttributes(Map<Integer, Integer> numbers, Lifetime lifetime, List<String> flaws) {
    private static final int LONGEST_DURATION = 8;

    TransformAttributes {
        numbers = Map.copyOf(numbers);
        flaws = List.copyOf(flaws);
    }

    /**
     * @param lifeType the attribute type of Life Type; that of Life Duration is the next
     * @param known the other attribute types of this phase
     */
    static TransformAttributes read(List<Attribute> attributes, int lifeType, Set<Integer> known) {
        Reader reader = new Reader();
        for (Attribute attribute : attributes) {
            if (attribute.type() == lifeType) {
                reader.lifeType(attribute);
            } else if (attribute.type() == lifeType + 1) {
                reader.lifeDuration(attribute);
            } else if (known.contains(attribute.type())) {
                reader.number(attribute);
            } else {
                // What it asks for is not known, so a promise to do it cannot be given.
                reader.flaws.add("attribute " + attribute.type() + " is not supported");
            }
        }
        if (reader.pending != 0) {
            reader.flaws.add("a life type has no duration");
        }
        return new TransformAttributes(reader.numbers, reader.lifetime, reader.flaws);
    }

    /** The number of this attribute, 0 if it is absent. No attribute of either phase means anything with 0. */
    int number(int type) {
        return numbers.getOrDefault(type, 0);
    }

    /** Whether nothing but the lifetime differs. */
    boolean sameAs(TransformAttributes offered) {
        return flaws.isEmpty() && numbers.equals(offered.numbers);
    }

    private static final class Reader {
        final Map<Integer, Integer> numbers = new HashMap<>();
        final List<String> flaws = new ArrayList<>();
        Lifetime lifetime = Lifetime.NONE;
        long pending;

        void number(Attribute attribute) {
            long number = attribute.number().orElse(Long.MAX_VALUE);
            if (number > 0xffff) {
                flaws.add("attribute " + attribute.type() + " is no number of 16 bits");
            } else if (numbers.putIfAbsent(attribute.type(), (int) number) != null) {
                // RFC 2407 4.5: only Life Type and Life Duration may be there more than once.
                flaws.add("attribute " + attribute.type() + " is there twice");
            }
        }

        void lifeType(Attribute attribute) {
            if (pending != 0) {
                flaws.add("a life type has no duration");
            }
            pending = attribute.number().orElse(0);
            if (pending != Lifetime.SECONDS && pending != Lifetime.KILOBYTES) {
                flaws.add("life type " + pending + " is unknown");
            }
        }

        /** RFC 2407 4.5: "An SA Life Duration attribute MUST always follow an SA Life Type". */
        void lifeDuration(Attribute attribute) {
            long duration = duration(attribute.value());
            if (pending == 0) {
                flaws.add("a life duration has no type before it");
            } else if (duration == 0) {
                flaws.add("a life duration is zero, or longer than " + LONGEST_DURATION + " octets");
            } else if (pending == Lifetime.SECONDS) {
                once(lifetime.seconds());
                lifetime = lifetime.withSeconds(duration);
            } else {
                once(lifetime.bytes());
                lifetime = lifetime.withKilobytes(duration);
            }
            pending = 0;
        }

        private void once(long before) {
            if (before != 0) {
                flaws.add("a lifetime is there twice");
            }
        }

        /** Durations beyond 63 bits are the largest number; 0 if there is none. */
        private static long duration(Octets value) {
            if (value.isBlank() || value.length() > LONGEST_DURATION) {
                return 0;
            }
            long number = 0;
            for (int i = 0; i < value.length(); i++) {
                number = number << 8 | value.u8(i);
            }
            return number < 0 ? Long.MAX_VALUE : number;
        }
    }
}
