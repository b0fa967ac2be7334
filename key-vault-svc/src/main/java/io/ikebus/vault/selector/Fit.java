package io.ikebus.vault.selector;

import io.ikebus.protocol.bus.AddressRange;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether selectors fit a question: how well, or which kind is the first that does not. */
sealed interface Fit {
    record Fits(Rank rank) implements Fit {}

    record Misses(SelectorKind kind) implements Fit {}

    static Fit of(Selectors selectors, Question question) {
        boolean named = selectors.connections().contains(question.connection());
        if (!named && !selectors.connections().isEmpty()) {
            return new Misses(SelectorKind.CONNECTIONS);
        }
        boolean local = question.localIdentity()
                .filter(selectors.localIdentities()::contains)
                .isPresent();
        if (!local && !selectors.localIdentities().isEmpty()) {
            return new Misses(SelectorKind.LOCAL_IDENTITIES);
        }
        boolean gateway = selectors.gateways().contains(question.gateway());
        if (!gateway && !selectors.gateways().isEmpty()) {
            return new Misses(SelectorKind.GATEWAYS);
        }
        Optional<BigInteger> addresses = smallestAround(selectors, question);
        if (addresses.isEmpty() && !selectors.peerAddresses().isEmpty()) {
            return new Misses(SelectorKind.PEER_ADDRESSES);
        }
        OptionalInt narrowest = narrowestFor(selectors, question);
        boolean saysWho = named || addresses.isPresent() || narrowest.isPresent();
        boolean unfitting = narrowest.isEmpty()
                && !selectors.peerIdentities().isEmpty()
                && question.peerIdentity().isPresent();
        // Without it: all that is said of the peer is an identity, and nobody knows it yet.
        if (unfitting || (selectors.nameAPeer() && !saysWho)) {
            return new Misses(SelectorKind.PEER_IDENTITIES);
        }
        int withoutFit = selectors.peerIdentities().isEmpty() ? 0 : -1;
        return new Fits(
                new Rank(named, narrowest.orElse(withoutFit), addresses.orElse(Rank.ANY_ADDRESS), local, gateway));
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
}
