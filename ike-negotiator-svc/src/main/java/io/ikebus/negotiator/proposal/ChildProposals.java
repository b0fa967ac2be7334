package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.proposal.Selection.Chosen;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.isakmp.Transform;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** SA payloads of phase 2. */
public final class ChildProposals {
    private ChildProposals() {}

    /**
     * One proposal, number 1, with a transform for each of {@code proposals} that has the PFS group of the first,
     * numbered from 1. Those with another group cannot be offered beside it, since the message has one KE payload at
     * most; they only serve as responder.
     *
     * @param spi of the SA from the peer to us
     * @param lifetimeBytes 0 for none
     */
    public static SecurityAssociation offer(
            List<ChildProposal> proposals,
            IpsecProtocol protocol,
            long spi,
            long lifetimeSeconds,
            long lifetimeBytes,
            Encapsulation encapsulation,
            boolean esn) {
        Lifetime lifetime = new Lifetime(lifetimeSeconds, lifetimeBytes);
        List<ChildTerms> offered = proposals.stream()
                .filter(proposal -> proposal.pfs().equals(proposals.getFirst().pfs()))
                .map(ChildTerms::of)
                .toList();
        List<Transform> transforms = IntStream.range(0, offered.size())
                .mapToObj(i -> new Transform(
                        i + 1, offered.get(i).cipher(), offered.get(i).attributes(lifetime, encapsulation, esn)))
                .toList();
        return SecurityAssociation.of(
                List.of(new Proposal(1, protocol.ikeProtocolId(), Octets.ofNumber(spi, 4), transforms)));
    }

    /**
     * As responder: the first of {@code allowed} that was offered.
     *
     * @param encapsulations modes that may be chosen
     * @param keyExchangeOctets length of the KE payload's body, if there is one: a transform with a group needs one of
     *     its length, a transform without a group needs none
     * @param ourSpi of the SA from the peer to us; stands in the answer
     */
    public static Selection<ChildAgreement> choose(
            SecurityAssociation offered,
            List<ChildProposal> allowed,
            Set<Encapsulation> encapsulations,
            OptionalInt keyExchangeOctets,
            long ourSpi) {
        if (Alternatives.tooMany(offered)) {
            return Refusals.tooManyTransforms();
        }
        Alternatives alternatives = ChildTerms.alternatives(offered);
        List<ChildTerms.Offered> transforms =
                ChildTerms.Offered.in(alternatives.proposals(), encapsulations, keyExchangeOctets);
        for (ChildProposal proposal : allowed) {
            for (ChildTerms.Offered transform : transforms) {
                if (transform.matches(proposal)) {
                    SecurityAssociation answer = transform.at().answer(Octets.ofNumber(ourSpi, 4));
                    return chosen(proposal, transform, answer, transform.lifetime());
                }
            }
        }
        return Refusals.noProposalChosen(alternatives, mismatch(offered, allowed, encapsulations, keyExchangeOctets));
    }

    /**
     * As initiator: the answer must be one transform of our offer with all its attributes. Its lifetime may be another,
     * and so may its numbers.
     *
     * @param keyExchangeOctets length of the body of the KE payload that came with the answer, if there is one
     */
    public static Selection<ChildAgreement> accept(
            SecurityAssociation answer,
            SecurityAssociation ourOffer,
            List<ChildProposal> allowed,
            OptionalInt keyExchangeOctets) {
        Set<Encapsulation> all = Set.of(Encapsulation.values());
        Alternatives alternatives = ChildTerms.alternatives(answer);
        List<ChildTerms.Offered> transforms = ChildTerms.Offered.in(alternatives.proposals(), all, keyExchangeOctets);
        if (transforms.size() != 1 || answer.proposals().size() != 1) {
            return Refusals.notOneTransform(answer, alternatives);
        }
        ChildTerms.Offered answered = transforms.getFirst();
        List<ChildTerms.Offered> offered = ChildTerms.Offered.in(ourOffer.proposals(), all, keyExchangeOctets);
        Optional<ChildTerms.Offered> ours =
                offered.stream().filter(one -> answered.at().answers(one.at())).findFirst();
        if (ours.isEmpty()) {
            return Refusals.answerNotOffered(answered.at(), answered, offered);
        }
        Lifetime lifetime = answered.lifetime().orElse(ours.get().lifetime());
        return allowed.stream()
                .filter(answered::matches)
                .findFirst()
                .map(proposal -> chosen(proposal, answered, answer, lifetime))
                .orElseGet(() ->
                        Refusals.noProposalChosen(alternatives, mismatch(answer, allowed, all, keyExchangeOctets)));
    }

    private static Selection<ChildAgreement> chosen(
            ChildProposal proposal, ChildTerms.Offered transform, SecurityAssociation answer, Lifetime named) {
        Lifetime lifetime = ChildTerms.orDefault(named);
        return new Chosen<>(
                new ChildAgreement(proposal, transform.spi(), transform.esn(), transform.encapsulation()),
                answer,
                lifetime.seconds(),
                lifetime.bytes());
    }

    /** The nearest pair of what was offered and what is allowed; empty if either is nothing. */
    public static Optional<Mismatch> mismatch(
            SecurityAssociation offered,
            List<ChildProposal> allowed,
            Set<Encapsulation> encapsulations,
            OptionalInt keyExchangeOctets) {
        return Mismatch.nearest(
                ChildTerms.Offered.in(ChildTerms.alternatives(offered).proposals(), encapsulations, keyExchangeOctets),
                allowed,
                ChildTerms.Offered::differences);
    }
}
