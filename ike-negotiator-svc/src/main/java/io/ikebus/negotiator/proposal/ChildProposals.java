package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.proposal.Selection.Chosen;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.isakmp.Transform;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** SA payloads of phase 2. */
public final class ChildProposals {
    private ChildProposals() {}

    /**
     * Proposals, numbered from 1, with a transform for each that {@link ChildPolicy#offered} names, numbered from 1 in
     * each. What stands for itself and is of one protocol shares a proposal; each bundle is two proposals of one number.
     *
     * @param ours of the SAs from the peer to us
     * @param lifetimeBytes 0 for none
     * @throws IllegalArgumentException if there is nothing to offer
     */
    public static SecurityAssociation offer(ChildPolicy policy, Spis ours, long lifetimeSeconds, long lifetimeBytes) {
        Lifetime lifetime = new Lifetime(lifetimeSeconds, lifetimeBytes);
        List<Proposal> proposals = new ArrayList<>();
        List<ChildProposal> run = new ArrayList<>();
        int number = 1;
        for (ChildProposal proposal : policy.offered()) {
            if (!run.isEmpty() && (!isAlike(run.getFirst(), proposal))) {
                proposals.addAll(together(number++, run, policy, ours, lifetime));
                run.clear();
            }
            run.add(proposal);
        }
        if (run.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to offer");
        }
        proposals.addAll(together(number, run, policy, ours, lifetime));
        return SecurityAssociation.of(proposals);
    }

    private static boolean isAlike(ChildProposal one, ChildProposal other) {
        return one.protocol() == other.protocol()
                && one.bundledAh().isEmpty()
                && other.bundledAh().isEmpty();
    }

    /** What goes under one number. */
    private static List<Proposal> together(
            int number, List<ChildProposal> run, ChildPolicy policy, Spis ours, Lifetime lifetime) {
        ChildProposal first = run.getFirst();
        Proposal own = proposal(
                number,
                first.protocol(),
                ours.only(),
                transforms(
                        run.stream()
                                .map(one -> ChildTerms.of(one.transform(), one.pfs()))
                                .toList(),
                        policy,
                        lifetime));
        Optional<SaTransform> ah = first.bundledAh();
        return ah.isEmpty()
                ? List.of(own)
                : List.of(
                        own,
                        proposal(
                                number,
                                IpsecProtocol.AH,
                                ours.bundledAh(),
                                transforms(List.of(ChildTerms.of(ah.get(), first.pfs())), policy, lifetime)));
    }

    private static Proposal proposal(int number, IpsecProtocol protocol, long spi, List<Transform> transforms) {
        return new Proposal(number, protocol.ikeProtocolId(), Octets.ofNumber(spi, 4), transforms);
    }

    private static List<Transform> transforms(List<ChildTerms> terms, ChildPolicy policy, Lifetime lifetime) {
        List<Transform> all = new ArrayList<>();
        for (boolean esn : policy.extendedSequenceNumbers().offered()) {
            for (ChildTerms one : terms) {
                all.add(new Transform(all.size() + 1, one.id(), one.attributes(lifetime, policy.encapsulation(), esn)));
            }
        }
        return all;
    }

    /**
     * As responder: the first that the policy allows of what was offered.
     *
     * @param keyExchangeOctets length of the KE payload's body, if there is one: a transform with a group needs one of
     *     its length, a transform without a group needs none
     * @param ours of the SAs from the peer to us; they stand in the answer
     */
    public static Selection<ChildAgreement> choose(
            SecurityAssociation offered, ChildPolicy policy, OptionalInt keyExchangeOctets, Spis ours) {
        if (Alternatives.tooMany(offered)) {
            return Refusals.tooManyTransforms();
        }
        ChildAlternatives alternatives = ChildAlternatives.of(offered, keyExchangeOctets);
        List<ChildOffer> offers = policy.extendedSequenceNumbers().ordered(alternatives.offers());
        for (ChildProposal proposal : policy.proposals()) {
            for (ChildOffer offer : offers) {
                if (offer.matches(proposal, policy)) {
                    return chosen(proposal, offer, offer.answer(ours), offer.lifetime());
                }
            }
        }
        return Refusals.noProposalChosen(alternatives.skipped(), nearest(alternatives.offers(), policy));
    }

    /**
     * As initiator: the answer must be one alternative of our offer with all its attributes. Its lifetime may be another,
     * and so may its numbers.
     *
     * @param keyExchangeOctets length of the body of the KE payload that came with the answer, if there is one
     */
    public static Selection<ChildAgreement> accept(
            SecurityAssociation answer,
            SecurityAssociation ourOffer,
            ChildPolicy policy,
            OptionalInt keyExchangeOctets) {
        ChildAlternatives alternatives = ChildAlternatives.of(answer, keyExchangeOctets);
        boolean oneEach = answer.proposals().stream()
                .allMatch(proposal -> proposal.transforms().size() == 1);
        if (alternatives.offers().size() != 1
                || !oneEach
                || !alternatives.skipped().isEmpty()) {
            return Refusals.notOneTransform(answer, alternatives.skipped());
        }
        ChildOffer answered = alternatives.offers().getFirst();
        List<ChildOffer> offered =
                ChildAlternatives.of(ourOffer, keyExchangeOctets).offers();
        Optional<ChildOffer> ours = offered.stream().filter(answered::answers).findFirst();
        if (ours.isEmpty()) {
            return Refusals.answerNotOffered(answered.only().at(), answered, offered);
        }
        Lifetime lifetime = answered.lifetime().orElse(ours.get().lifetime());
        return policy.proposals().stream()
                .filter(answered::matches)
                .findFirst()
                .map(proposal -> chosen(proposal, answered, answer, lifetime))
                .orElseGet(() -> Refusals.noProposalChosen(alternatives.skipped(), nearest(List.of(answered), policy)));
    }

    private static Selection<ChildAgreement> chosen(
            ChildProposal proposal, ChildOffer offer, SecurityAssociation answer, Lifetime named) {
        Lifetime lifetime = ChildTerms.orDefault(named);
        return new Chosen<>(offer.agreement(proposal), answer, lifetime.seconds(), lifetime.bytes());
    }

    /** The nearest pair of what was offered and what is allowed; empty if either is nothing. */
    public static Optional<Mismatch> mismatch(
            SecurityAssociation offered, ChildPolicy policy, OptionalInt keyExchangeOctets) {
        return nearest(ChildAlternatives.of(offered, keyExchangeOctets).offers(), policy);
    }

    private static Optional<Mismatch> nearest(List<ChildOffer> offers, ChildPolicy policy) {
        return Mismatch.nearest(offers, policy.proposals(), (offer, proposal) -> offer.differences(proposal, policy));
    }
}
