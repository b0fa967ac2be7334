package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.proposal.Selection.Chosen;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.isakmp.Transform;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** SA payloads of phase 1. */
public final class IsakmpProposals {
    private IsakmpProposals() {}

    /** One proposal, number 1, with one transform for each of {@code proposals}, numbered from 1. */
    public static SecurityAssociation offer(List<IsakmpProposal> proposals, int lifetimeSeconds) {
        Lifetime lifetime = new Lifetime(lifetimeSeconds, 0);
        List<Transform> transforms = IntStream.range(0, proposals.size())
                .mapToObj(i -> new Transform(
                        i + 1,
                        IsakmpTerms.KEY_IKE,
                        IsakmpTerms.of(proposals.get(i)).attributes(lifetime)))
                .toList();
        return SecurityAssociation.of(List.of(new Proposal(1, IsakmpTerms.PROTOCOL_ISAKMP, Octets.EMPTY, transforms)));
    }

    /** As responder: the first of {@code allowed} that was offered. */
    public static Selection<IsakmpProposal> choose(SecurityAssociation offered, List<IsakmpProposal> allowed) {
        if (Alternatives.tooMany(offered)) {
            return Refusals.tooManyTransforms();
        }
        Alternatives alternatives = IsakmpTerms.alternatives(offered);
        List<IsakmpTerms.Offered> transforms = IsakmpTerms.Offered.in(alternatives.proposals());
        for (IsakmpProposal proposal : allowed) {
            for (IsakmpTerms.Offered transform : transforms) {
                if (transform.matches(proposal)) {
                    Lifetime lifetime = transform.at().attributes().lifetime();
                    return new Chosen<>(
                            proposal, transform.at().answer(Octets.EMPTY), lifetime.seconds(), lifetime.bytes());
                }
            }
        }
        return Refusals.noProposalChosen(alternatives.skipped(), mismatch(offered, allowed));
    }

    /**
     * As initiator: the answer must be one transform of our offer with all its attributes. Its lifetime may be another,
     * and so may its numbers.
     */
    public static Selection<IsakmpProposal> accept(
            SecurityAssociation answer, SecurityAssociation ourOffer, List<IsakmpProposal> allowed) {
        Alternatives alternatives = IsakmpTerms.alternatives(answer);
        List<IsakmpTerms.Offered> transforms = IsakmpTerms.Offered.in(alternatives.proposals());
        if (transforms.size() != 1 || answer.proposals().size() != 1) {
            return Refusals.notOneTransform(answer, alternatives.skipped());
        }
        IsakmpTerms.Offered answered = transforms.getFirst();
        List<IsakmpTerms.Offered> offered = IsakmpTerms.Offered.in(ourOffer.proposals());
        Optional<IsakmpTerms.Offered> ours =
                offered.stream().filter(one -> answered.at().answers(one.at())).findFirst();
        if (ours.isEmpty()) {
            return Refusals.answerNotOffered(answered.at(), answered, offered);
        }
        Lifetime lifetime = answered.at()
                .attributes()
                .lifetime()
                .orElse(ours.get().at().attributes().lifetime());
        return allowed.stream()
                .filter(answered::matches)
                .findFirst()
                .<Selection<IsakmpProposal>>map(
                        proposal -> new Chosen<>(proposal, answer, lifetime.seconds(), lifetime.bytes()))
                .orElseGet(() -> Refusals.noProposalChosen(alternatives.skipped(), mismatch(answer, allowed)));
    }

    /** The nearest pair of what was offered and what is allowed; empty if either is nothing. */
    public static Optional<Mismatch> mismatch(SecurityAssociation offered, List<IsakmpProposal> allowed) {
        return Mismatch.nearest(
                IsakmpTerms.Offered.in(IsakmpTerms.alternatives(offered).proposals()),
                allowed,
                IsakmpTerms.Offered::differences);
    }
}
