package io.ikebus.negotiator.proposal;

import java.util.Comparator;
import java.util.List;

/** Sequence numbers of 64 bits, of which packets carry the lower half (RFC 4304). */
public enum ExtendedSequenceNumbers {
    /** Not offered, and taken from a peer that offers them. */
    ACCEPT(List.of(false), true, true),
    /** Offered before transforms without them. */
    PREFER(List.of(true, false), true, true),
    REQUIRE(List.of(true), true, false),
    REFUSE(List.of(false), false, true);

    private final List<Boolean> offered;
    private final boolean with;
    private final boolean without;

    ExtendedSequenceNumbers(List<Boolean> offered, boolean with, boolean without) {
        this.offered = offered;
        this.with = with;
        this.without = without;
    }

    /** In order of preference: with them, or without. */
    List<Boolean> offered() {
        return offered;
    }

    /** As responder: what was offered, in the order in which it is looked at. */
    List<ChildOffer> ordered(List<ChildOffer> offers) {
        return this == PREFER
                ? offers.stream()
                        .sorted(Comparator.comparing(
                                (ChildOffer offer) -> !offer.only().esn()))
                        .toList()
                : offers;
    }

    boolean allows(boolean extended) {
        return extended ? with : without;
    }
}
