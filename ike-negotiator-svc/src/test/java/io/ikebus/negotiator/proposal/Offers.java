package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.proposal.Selection.Chosen;
import io.ikebus.negotiator.proposal.Selection.NothingChosen;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.isakmp.Transform;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.stream.IntStream;

/** SA payloads as a peer writes them. */
final class Offers {
    private Offers() {}

    static Attribute attribute(int type, long value) {
        return Attribute.of(type, value);
    }

    /** Pairs of type and value. */
    static List<Attribute> attributes(int... typesAndValues) {
        return IntStream.range(0, typesAndValues.length / 2)
                .mapToObj(i -> attribute(typesAndValues[2 * i], typesAndValues[2 * i + 1]))
                .toList();
    }

    /** One phase 1 transform. */
    static SecurityAssociation isakmp(List<Attribute> attributes) {
        return onWire(SecurityAssociation.of(
                List.of(new Proposal(1, 1, Octets.EMPTY, List.of(new Transform(1, 1, attributes))))));
    }

    /** The payload as the other side reads it. */
    static SecurityAssociation onWire(SecurityAssociation sent) {
        return switch (PayloadChain.decode(PayloadType.SA, PayloadChain.of(sent).encoded())) {
            case Decoded.Accepted<PayloadChain>(PayloadChain chain) ->
                chain.only(SecurityAssociation.class).orElseThrow();
            case Decoded.Refused<PayloadChain> refused -> throw new AssertionError(refused.toString());
        };
    }

    static <T> Chosen<T> chosen(Selection<T> selection) {
        return switch (selection) {
            case Chosen<T> chosen -> chosen;
            case NothingChosen<T> none -> throw new AssertionError(none.toString());
        };
    }

    static <T> NothingChosen<T> none(Selection<T> selection) {
        return switch (selection) {
            case Chosen<T> chosen -> throw new AssertionError(chosen.toString());
            case NothingChosen<T> none -> none;
        };
    }
}
