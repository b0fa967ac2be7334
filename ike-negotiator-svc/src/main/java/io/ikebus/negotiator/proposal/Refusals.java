package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.proposal.Selection.NothingChosen;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ways in which nothing is chosen, each with its code, its notify and a sentence. */
final class Refusals {
    static final String NO_PROPOSAL_CHOSEN = "no-proposal-chosen";
    static final String BAD_PROPOSAL_SYNTAX = "bad-proposal-syntax";
    static final String ANSWER_NOT_OFFERED = "answer-not-offered";
    private static final int MOST_SHOWN = 4;

    private Refusals() {}

    static <T> Selection<T> tooManyTransforms() {
        return new NothingChosen<>(
                NotifyType.BAD_PROPOSAL_SYNTAX,
                BAD_PROPOSAL_SYNTAX,
                "more than " + Alternatives.MOST_TRANSFORMS + " transforms were offered");
    }

    /** @param skipped what was passed over, and why */
    static <T> Selection<T> noProposalChosen(List<String> skipped, Optional<Mismatch> mismatch) {
        String passedOver = String.join("; ", skipped.stream().limit(MOST_SHOWN).toList());
        String detail = mismatch.map(Mismatch::sentence).orElse("no transform was offered that could be compared");
        return new NothingChosen<>(
                NotifyType.NO_PROPOSAL_CHOSEN,
                NO_PROPOSAL_CHOSEN,
                skipped.isEmpty() ? detail : detail + "; passed over: " + passedOver);
    }

    static <T> Selection<T> notOneTransform(SecurityAssociation answer, List<String> skipped) {
        int transforms =
                answer.proposals().stream().mapToInt(p -> p.transforms().size()).sum();
        String detail = "the answer must be one transform of one proposal, and is %d of %d"
                .formatted(transforms, answer.proposals().size());
        return new NothingChosen<>(
                NotifyType.BAD_PROPOSAL_SYNTAX,
                BAD_PROPOSAL_SYNTAX,
                skipped.isEmpty() ? detail : detail + ": " + skipped.getFirst());
    }

    /**
     * RFC 2408 4.2: "The initiator MUST verify that the Security Association payload received from the responder matches
     * one of the proposals sent initially."
     */
    static <T> Selection<T> answerNotOffered(OfferedTransform at, Object answered, List<?> offered) {
        String detail = "the answer, " + answered + ", is not among what we offered: "
                + offered.stream().limit(MOST_SHOWN).map(Object::toString).collect(Collectors.joining(", "));
        List<String> flaws = at.attributes().flaws();
        return new NothingChosen<>(
                NotifyType.BAD_PROPOSAL_SYNTAX,
                ANSWER_NOT_OFFERED,
                flaws.isEmpty() ? detail : detail + " (" + flaws.getFirst() + ")");
    }
}
