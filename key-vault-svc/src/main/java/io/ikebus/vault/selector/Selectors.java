package io.ikebus.vault.selector;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which connections and peers a credential is for.
 *
 * <p>Each kind that is given must fit what is asked; a kind that is empty says nothing. The exception is the peer's
 * identity: as long as it is not known it does not count, neither for nor against. Connections, addresses and peer
 * identities say who the peer is, gateways and local identities who we are. Without any, a credential is for everybody.
 */
public record Selectors(
        List<GatewayId> gateways,
        List<ConnectionName> connections,
        List<AddressRange> peerAddresses,
        List<Identity> localIdentities,
        List<IdentityPattern> peerIdentities) {

    public Selectors(
            @Nullable List<GatewayId> gateways,
            @Nullable List<ConnectionName> connections,
            @Nullable List<AddressRange> peerAddresses,
            @Nullable List<Identity> localIdentities,
            @Nullable List<IdentityPattern> peerIdentities) {
        this.gateways = distinct(gateways);
        this.connections = distinct(connections);
        this.peerAddresses = distinct(peerAddresses);
        this.localIdentities = distinct(localIdentities);
        this.peerIdentities = distinct(peerIdentities);
    }

    /** Whether anything here says who the peer is. */
    public boolean nameAPeer() {
        return !connections.isEmpty() || !peerAddresses.isEmpty() || !peerIdentities.isEmpty();
    }

    /**
     * Whether a question is thinkable that both fit equally well. In Main Mode the responder does not know the peer's
     * identity when it needs the key, so different identities do not tell two credentials apart that share a connection
     * or an address.
     */
    public boolean ambiguousWith(Selectors other) {
        return bothOrNeither(gateways, other.gateways)
                && bothOrNeither(connections, other.connections)
                && bothOrNeither(localIdentities, other.localIdentities)
                && addressesAlike(other)
                && identitiesAlike(other);
    }

    private boolean identitiesAlike(Selectors other) {
        boolean askedWithoutIdentity = !connections.isEmpty() || !peerAddresses.isEmpty();
        return askedWithoutIdentity
                ? peerIdentities.isEmpty() == other.peerIdentities.isEmpty()
                : !Collections.disjoint(peerIdentities, other.peerIdentities);
    }

    private boolean addressesAlike(Selectors other) {
        return (peerAddresses.isEmpty() && other.peerAddresses.isEmpty())
                || peerAddresses.stream()
                        .anyMatch(mine -> other.peerAddresses.stream()
                                .anyMatch(theirs ->
                                        mine.overlaps(theirs) && mine.size().equals(theirs.size())));
    }

    private static boolean bothOrNeither(Collection<?> mine, Collection<?> theirs) {
        return (mine.isEmpty() && theirs.isEmpty()) || !Collections.disjoint(mine, theirs);
    }

    private static <T> List<T> distinct(@Nullable List<T> given) {
        return given == null ? List.of() : given.stream().distinct().toList();
    }
}
