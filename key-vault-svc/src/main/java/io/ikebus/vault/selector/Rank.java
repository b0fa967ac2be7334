package io.ikebus.vault.selector;

import io.ikebus.protocol.bus.AddressRange;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How well a credential fits a question. The greater wins; the components decide in their order.
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
    private static final BigInteger ANY_ADDRESS = BigInteger.TWO.pow(129);

    private static final Comparator<Rank> ORDER = Comparator.comparing(Rank::connection)
            .thenComparing(Rank::peerIdentity)
            .thenComparing(Rank::addresses, Comparator.reverseOrder())
            .thenComparing(Rank::localIdentity)
            .thenComparing(Rank::gateway);

    /** Empty if the credential is not for what was asked. */
    static Optional<Rank> of(Selectors selectors, Question question) {
        boolean named = selectors.connections().contains(question.connection());
        boolean local = question.localIdentity()
                .filter(selectors.localIdentities()::contains)
                .isPresent();
        boolean gateway = selectors.gateways().contains(question.gateway());
        if ((!named && !selectors.connections().isEmpty())
                || (!local && !selectors.localIdentities().isEmpty())
                || (!gateway && !selectors.gateways().isEmpty())) {
            return Optional.empty();
        }
        Optional<BigInteger> addresses = smallestAround(selectors, question);
        if (addresses.isEmpty() && !selectors.peerAddresses().isEmpty()) {
            return Optional.empty();
        }
        OptionalInt narrowest = narrowestFor(selectors, question);
        if (narrowest.isEmpty()
                && !selectors.peerIdentities().isEmpty()
                && question.peerIdentity().isPresent()) {
            return Optional.empty();
        }
        boolean saysWho = named || addresses.isPresent() || narrowest.isPresent();
        if (selectors.nameAPeer() && !saysWho) {
            // All that is said of the peer is an identity, and nobody knows it yet.
            return Optional.empty();
        }
        int withoutFit = selectors.peerIdentities().isEmpty() ? 0 : -1;
        return Optional.of(
                new Rank(named, narrowest.orElse(withoutFit), addresses.orElse(ANY_ADDRESS), local, gateway));
    }

    private static Optional<BigInteger> smallestAround(Selectors selectors, Question question) {
        if (selectors.peerAddresses().isEmpty()) {
            return Optional.empty();
        }
        return selectors.peerAddresses().stream()
                .filter(range -> range.contains(question.peerAddress()))
                .map(AddressRange::size)
                .min(Comparator.naturalOrder());
    }

    private static OptionalInt narrowestFor(Selectors selectors, Question question) {
        return question.peerIdentity().stream()
                .flatMap(identity -> selectors.peerIdentities().stream().filter(pattern -> pattern.fits(identity)))
                .mapToInt(IdentityPattern::narrowness)
                .max();
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
