package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.isakmp.Transform;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Set;

/** One transform of an SA payload, where it stands and what its attributes say. */
record OfferedTransform(Proposal proposal, Transform transform, TransformAttributes attributes) {

    static List<OfferedTransform> all(List<Proposal> proposals, int lifeType, Set<Integer> known) {
        return proposals.stream()
                .flatMap(proposal -> proposal.transforms().stream()
                        .map(transform -> new OfferedTransform(
                                proposal,
                                transform,
                                TransformAttributes.read(transform.attributes(), lifeType, known))))
                .toList();
    }

    /**
     * RFC 2408 4.2: "The responder SHOULD retain the Proposal # field in the Proposal payload and the Transform # field
     * in each Transform payload of the selected Proposal." Attributes go back as they came, in the same form and order.
     */
    SecurityAssociation answer(Octets spi) {
        return SecurityAssociation.of(
                List.of(new Proposal(proposal.number(), proposal.protocolId(), spi, List.of(transform))));
    }

    /**
     * Whether {@code offered} is the same but for the lifetime. The numbers are only there to find it quickly, and there
     * are routers that count anew.
     */
    boolean answers(OfferedTransform offered) {
        return transform.id() == offered.transform.id()
                && proposal.protocolId() == offered.proposal.protocolId()
                && attributes.sameAs(offered.attributes);
    }

    @Override
    public String toString() {
        return "proposal " + proposal.number() + " transform " + transform.number();
    }
}
