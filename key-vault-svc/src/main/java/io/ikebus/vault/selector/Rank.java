package io.ikebus.vault.selector;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * How well a credential fits a question. The greater wins; the components decide in the order of {@link Criterion}.
 *
 * @param connection whether the credential names the connection
 * @param peerIdentity how narrow the pattern is that fits the peer's identity; 0 if the credential has none; -1 if it
 *     has, but nobody knows the identity yet
 * @param addresses how many addresses the smallest range around the peer has; 2^129 if the address did not count
 * @param localIdentity whether the credential names the gateway's identity
 * @param gateway whether the credential names the gateway
 */
public record Rank(boolean connection, int peerIdentity, BigInteger addresses, boolean localIdentity, boolean gateway)
        implements Comparable<Rank> {
    static final BigInteger ANY_ADDRESS = BigInteger.TWO.pow(129);

    private static final Comparator<Rank> ORDER = Arrays.stream(Criterion.values())
            .map(Criterion::order)
            .reduce(Comparator::thenComparing)
            .orElseThrow();

    /** Empty if the credential is not for what was asked. */
    static Optional<Rank> of(Selectors selectors, Question question) {
        return switch (Fit.of(selectors, question)) {
            case Fit.Fits(Rank rank) -> Optional.of(rank);
            case Fit.Misses _ -> Optional.empty();
        };
    }

    /** The first component in which the two differ; empty if they are equal. */
    Optional<Criterion> decidedBy(Rank other) {
        return Arrays.stream(Criterion.values())
                .filter(criterion -> criterion.order().compare(this, other) != 0)
                .findFirst();
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
