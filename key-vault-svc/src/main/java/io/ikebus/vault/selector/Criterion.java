package io.ikebus.vault.selector;

import java.util.Comparator;

/** What decides between two credentials that fit, in the order of the constants. */
public enum Criterion {
    CONNECTION("connection", "names the connection", Comparator.comparing(Rank::connection)),
    PEER_IDENTITY(
            "peerIdentity",
            "fits the peer's identity more narrowly, or needs none where it is not known",
            Comparator.comparing(Rank::peerIdentity)),
    PEER_ADDRESS(
            "peerAddress",
            "has a smaller range of addresses around the peer",
            Comparator.comparing(Rank::addresses, Comparator.reverseOrder())),
    LOCAL_IDENTITY("localIdentity", "names the local identity", Comparator.comparing(Rank::localIdentity)),
    GATEWAY("gateway", "names the gateway", Comparator.comparing(Rank::gateway));

    private final String text;
    private final String virtue;
    private final Comparator<Rank> order;

    Criterion(String text, String virtue, Comparator<Rank> order) {
        this.text = text;
        this.virtue = virtue;
        this.order = order;
    }

    /** What the winner does and the other does not, for people. */
    public String virtue() {
        return virtue;
    }

    /** The greater wins. */
    Comparator<Rank> order() {
        return order;
    }

    @Override
    public String toString() {
        return text;
    }
}
