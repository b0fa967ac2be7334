package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The proposals of an SA payload that stand for themselves.
 *
 * @param skipped for each proposal that cannot be taken, its number and why
 */
record Alternatives(List<Proposal> proposals, List<String> skipped) {
    /** More transforms in one SA payload are refused unread. */
    static final int MOST_TRANSFORMS = 512;

    Alternatives {
        proposals = List.copyOf(proposals);
        skipped = List.copyOf(skipped);
    }

    /** @param flaw why a proposal cannot be taken, if it cannot */
    static Alternatives of(SecurityAssociation offered, Function<Proposal, Optional<String>> flaw) {
        Map<Integer, Long> counts =
                offered.proposals().stream().collect(Collectors.groupingBy(Proposal::number, Collectors.counting()));
        List<Proposal> usable = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Proposal proposal : offered.proposals()) {
            // RFC 2408 4.2: proposals with the same number go together, all or none; bundles are not supported.
            Optional<String> reason = counts.getOrDefault(proposal.number(), 0L) > 1
                    ? Optional.of("is part of a bundle")
                    : flaw.apply(proposal);
            reason.ifPresentOrElse(
                    why -> skipped.add("proposal " + proposal.number() + " " + why), () -> usable.add(proposal));
        }
        return new Alternatives(usable, skipped.stream().distinct().toList());
    }

    static boolean tooMany(SecurityAssociation offered) {
        return offered.proposals().stream().mapToInt(p -> p.transforms().size()).sum() > MOST_TRANSFORMS;
    }
}
