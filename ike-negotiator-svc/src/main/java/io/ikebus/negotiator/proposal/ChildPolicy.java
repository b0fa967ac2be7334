package io.ikebus.negotiator.proposal;

import java.util.List;

/**
 * What may be agreed on for a child, on the path that it is to take.
 *
 * @param proposals in order of preference
 * @param encapsulation the mode, as this path wants it
 */
public record ChildPolicy(
        List<ChildProposal> proposals, Encapsulation encapsulation, ExtendedSequenceNumbers extendedSequenceNumbers) {
    public ChildPolicy {
        proposals = List.copyOf(proposals);
    }

    /**
     * What an initiator offers: all that pass the path and have the group of the first of these. Those with another
     * group cannot be offered beside it, since the message has one KE payload at most; they only serve as responder.
     */
    public List<ChildProposal> offered() {
        List<ChildProposal> passing = proposals.stream()
                .filter(proposal -> !encapsulation.isUdp() || proposal.passesTranslators())
                .toList();
        return passing.stream()
                .filter(proposal -> proposal.pfs().equals(passing.getFirst().pfs()))
                .toList();
    }
}
