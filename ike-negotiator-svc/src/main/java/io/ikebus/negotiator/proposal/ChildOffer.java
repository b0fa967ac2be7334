package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be chosen out of an SA payload of phase 2: a transform of ESP, one of AH, or one of each.
 *
 * @param only the transform; in a bundle that of ESP
 * @param bundledAh in a bundle that of AH
 * @param ahFirst whether AH stood before ESP
 */
record ChildOffer(ChildTransform only, @Nullable ChildTransform bundledAh, boolean ahFirst) {
    static ChildOffer alone(ChildTransform transform) {
        return new ChildOffer(transform, null, false);
    }

    boolean matches(ChildProposal allowed, ChildPolicy policy) {
        return flaws(policy).isEmpty() && matches(allowed);
    }

    /** Algorithms alone: whatever mode and sequence numbers a policy wants. */
    boolean matches(ChildProposal allowed) {
        ChildTransform ah = bundledAh;
        boolean sameAh = ah == null
                ? allowed.bundledAh().isEmpty()
                : allowed.bundledAh()
                        .filter(transform -> ah.matches(ChildTerms.of(transform, allowed.pfs())))
                        .isPresent();
        return sameAh && only.matches(ChildTerms.of(allowed.transform(), allowed.pfs()));
    }

    List<String> differences(ChildProposal allowed, ChildPolicy policy) {
        Differences found = new Differences(flaws(policy))
                .between("protocol", protocols(), protocols(allowed))
                .between("encryption", only.terms().cipherText(), terms(allowed).cipherText())
                .between(
                        "integrity",
                        Names.integrity(only.terms().integrity()),
                        Names.integrity(terms(allowed).integrity()));
        if (bundledAh != null && allowed.bundledAh().isPresent()) {
            found.between(
                    "integrity of AH",
                    bundledAh.terms().algorithms(),
                    ChildTerms.of(allowed.bundledAh().get(), allowed.pfs()).algorithms());
        }
        return found.between(
                        "PFS group",
                        Names.group(only.terms().group()),
                        Names.group(terms(allowed).group()))
                .found();
    }

    private List<String> flaws(ChildPolicy policy) {
        if (bundledAh == null) {
            return only.flaws(policy);
        }
        List<String> all = new ArrayList<>(only.flaws(policy));
        bundledAh.flaws(policy).stream().filter(flaw -> !all.contains(flaw)).forEach(all::add);
        return all;
    }

    /** RFC 2408 4.2: numbers and attributes go back as they came; only the SPIs are ours. */
    SecurityAssociation answer(Spis ours) {
        Proposal first = answer(only, ours.only());
        if (bundledAh == null) {
            return SecurityAssociation.of(List.of(first));
        }
        Proposal ah = answer(bundledAh, ours.bundledAh());
        return SecurityAssociation.of(ahFirst ? List.of(ah, first) : List.of(first, ah));
    }

    private static Proposal answer(ChildTransform chosen, long spi) {
        Proposal offered = chosen.at().proposal();
        return new Proposal(
                offered.number(), offered.protocolId(), Octets.ofNumber(spi, 4), List.of(chosen.transform()));
    }

    /** Whether {@code offered} is the same but for the lifetime. */
    boolean answers(ChildOffer offered) {
        return only.at().answers(offered.only.at())
                && (bundledAh == null
                        ? offered.bundledAh == null
                        : offered.bundledAh != null && bundledAh.at().answers(offered.bundledAh.at()));
    }

    ChildAgreement agreement(ChildProposal proposal) {
        return new ChildAgreement(
                proposal,
                only.spi(),
                only.esn(),
                only.encapsulation(),
                bundledAh == null ? null : (Long) bundledAh.spi());
    }

    /** A bundle lives as long as the shorter of its halves. */
    Lifetime lifetime() {
        Lifetime own = only.at().attributes().lifetime();
        return bundledAh == null ? own : own.shorter(bundledAh.at().attributes().lifetime());
    }

    private static ChildTerms terms(ChildProposal proposal) {
        return ChildTerms.of(proposal.transform(), proposal.pfs());
    }

    private String protocols() {
        String own = Names.protocol(only.terms().protocol());
        return bundledAh == null ? own : own + "+AH";
    }

    private static String protocols(ChildProposal proposal) {
        return proposal.bundledAh().isPresent() ? "ESP+AH" : proposal.protocol().name();
    }

    @Override
    public String toString() {
        if (bundledAh == null) {
            return only.terms().toString();
        }
        Optional<String> group =
                Optional.of(only.terms().group()).filter(id -> id != 0).map(Names::group);
        return only.terms().algorithms() + "+" + bundledAh.terms().algorithms()
                + group.map(name -> "-" + name).orElse("");
    }
}
