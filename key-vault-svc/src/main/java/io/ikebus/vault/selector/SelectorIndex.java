package io.ikebus.vault.selector;

import io.ikebus.protocol.bus.AddressRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the credential that answers a question without trying all of them. A credential lies under everything that a
 * question must have to be answered by it: its connections, else its single addresses, else its exact identities; what
 * has a wider selector than these is tried for every question. Immutable.
 *
 * @param <C> what has selectors
 */
public final class SelectorIndex<C extends SelectorIndex.Selectable> {

    /** Something with a name and selectors. */
    public interface Selectable {
        String name();

        Selectors selectors();
    }

    private final Map<Object, List<C>> narrow = new HashMap<>();
    private final List<C> wide = new ArrayList<>();
    private final List<C> all;

    public SelectorIndex(Collection<C> all) {
        this.all = List.copyOf(all);
        for (C one : all) {
            List<Object> places = places(one.selectors());
            places.forEach(place ->
                    narrow.computeIfAbsent(place, _ -> new ArrayList<>()).add(one));
            if (places.isEmpty()) {
                wide.add(one);
            }
        }
    }

    /** The best by {@link Rank}. Between equals, which {@link #ambiguousWith} keeps out, the first by name. */
    public Optional<C> best(Question question) {
        return Stream.of(
                        narrowAt(question.connection()),
                        narrowAt(AddressRange.host(question.peerAddress())),
                        question.peerIdentity().map(this::narrowAt).orElse(List.of()),
                        wide)
                .flatMap(List::stream)
                .flatMap(one -> Rank.of(one.selectors(), question).map(rank -> new Found<>(one, rank)).stream())
                .min(Found.bestFirst())
                .map(Found::one);
    }

    /** Why {@link #best} is what it is, with what all the others lack. Tries all. */
    public Explanation<C> explain(Question question) {
        List<Found<C>> found = new ArrayList<>();
        List<Explanation.Miss<C>> missing = new ArrayList<>();
        for (C one : all) {
            switch (Fit.of(one.selectors(), question)) {
                case Fit.Fits(Rank rank) -> found.add(new Found<>(one, rank));
                case Fit.Misses(SelectorKind kind) -> missing.add(new Explanation.Miss<>(one, kind));
            }
        }
        found.sort(Found.bestFirst());
        missing.sort(Comparator.comparing(miss -> miss.one().name()));
        List<Explanation.Standing<C>> fitting = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Rank against = found.get(i > 0 ? 0 : Math.min(1, found.size() - 1)).rank();
            fitting.add(new Explanation.Standing<>(
                    found.get(i).one(), found.get(i).rank().decidedBy(against)));
        }
        return new Explanation<>(fitting, missing);
    }

    /** Somebody else whom these selectors could not be told from. */
    public Optional<C> ambiguousWith(String name, Selectors selectors) {
        return all.stream()
                .filter(one -> !one.name().equals(name) && one.selectors().ambiguousWith(selectors))
                .findFirst();
    }

    private List<C> narrowAt(Object place) {
        return narrow.getOrDefault(place, List.of());
    }

    private static List<Object> places(Selectors selectors) {
        if (!selectors.connections().isEmpty()) {
            return List.copyOf(selectors.connections());
        }
        if (!selectors.peerAddresses().isEmpty()) {
            boolean single = selectors.peerAddresses().stream().allMatch(AddressRange::isHost);
            return single ? List.copyOf(selectors.peerAddresses()) : List.of();
        }
        boolean exact = selectors.peerIdentities().stream().allMatch(IdentityPattern::isExact);
        return exact
                ? selectors.peerIdentities().stream()
                        .<Object>map(pattern -> new Identity(pattern.text()))
                        .toList()
                : List.of();
    }

    private record Found<C extends Selectable>(C one, Rank rank) {

        static <C extends Selectable> Comparator<Found<C>> bestFirst() {
            return Comparator.comparing((Found<C> found) -> found.rank())
                    .reversed()
                    .thenComparing(found -> found.one().name());
        }
    }
}
