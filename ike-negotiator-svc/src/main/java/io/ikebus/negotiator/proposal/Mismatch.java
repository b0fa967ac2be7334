package io.ikebus.negotiator.proposal;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Why no offered transform was chosen.
 *
 * @param offered transforms as text, without repetition, in the order of the wire
 * @param allowed our policy as text, in order of preference
 * @param nearestOffered the offered transform with the fewest differences; where it stands is part of the text
 * @param nearestAllowed what of our policy it is nearest to
 * @param differences between these two, e.g. {@code group: modp1024 offered, modp2048 allowed}; or what makes the
 *     offered transform unacceptable in itself
 */
public record Mismatch(
        List<String> offered,
        List<String> allowed,
        String nearestOffered,
        String nearestAllowed,
        List<String> differences) {
    /** So many entries of a list stand in the sentence. */
    private static final int MOST_SHOWN = 12;

    /** So many transforms are compared: the report is for people, and an offer of hundreds must not cost more. */
    private static final int MOST_COMPARED = 64;

    public Mismatch {
        offered = List.copyOf(offered);
        allowed = List.copyOf(allowed);
        differences = List.copyOf(differences);
    }

    /** Empty if there is nothing to compare. */
    static <O, A> Optional<Mismatch> nearest(
            List<O> offered, List<A> allowed, BiFunction<O, A, List<String>> differences) {
        Optional<Mismatch> nearest = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (O one : offered.subList(0, Math.min(offered.size(), MOST_COMPARED))) {
            for (A other : allowed) {
                List<String> found = differences.apply(one, other);
                if (found.size() < fewest) {
                    fewest = found.size();
                    nearest = Optional.of(
                            new Mismatch(texts(offered), texts(allowed), one.toString(), other.toString(), found));
                }
            }
        }
        return nearest;
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).distinct().toList();
    }

    /** One sentence, of bounded length. */
    public String sentence() {
        return "offered %s; allowed %s; nearest are %s and %s (%s)"
                .formatted(
                        shown(offered, ", "),
                        shown(allowed, ", "),
                        nearestOffered,
                        nearestAllowed,
                        shown(differences, "; "));
    }

    private static String shown(List<String> texts, String separator) {
        String shown = texts.stream().limit(MOST_SHOWN).collect(Collectors.joining(separator));
        return texts.size() > MOST_SHOWN ? shown + " and " + (texts.size() - MOST_SHOWN) + " more" : shown;
    }
}
