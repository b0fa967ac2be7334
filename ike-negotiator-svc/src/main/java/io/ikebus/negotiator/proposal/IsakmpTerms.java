package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a phase 1 transform says, as numbers (RFC 2409 Appendix A); an attribute that is absent is 0. Both a transform
 * and a proposal of the policy have terms; they match if these are equal.
 */
record IsakmpTerms(int cipher, int keyBits, int hash, int group, int authenticationMethod) {
    /** KEY_IKE (RFC 2407 4.4.2.1). */
    static final int KEY_IKE = 1;

    static final int PROTOCOL_ISAKMP = 1;
    private static final int LONGEST_SPI = 16;
    private static final int ENCRYPTION = 1;
    private static final int HASH = 2;
    private static final int AUTHENTICATION = 3;
    private static final int GROUP = 4;
    private static final int LIFE_TYPE = 11;
    private static final int LIFE_DURATION = 12;
    private static final int KEY_LENGTH = 14;

    static IsakmpTerms of(IsakmpProposal proposal) {
        return new IsakmpTerms(
                proposal.cipher().id(),
                proposal.cipher().hasKeysOfSeveralLengths() ? proposal.keyBits() : 0,
                proposal.hash().id(),
                proposal.group().id(),
                proposal.authenticationMethod());
    }

    private static IsakmpTerms of(TransformAttributes attributes) {
        return new IsakmpTerms(
                attributes.number(ENCRYPTION),
                attributes.number(KEY_LENGTH),
                attributes.number(HASH),
                attributes.number(GROUP),
                attributes.number(AUTHENTICATION));
    }

    List<Attribute> attributes(Lifetime lifetime) {
        List<Attribute> attributes = new ArrayList<>(List.of(Attribute.of(ENCRYPTION, cipher)));
        if (keyBits != 0) {
            attributes.add(Attribute.of(KEY_LENGTH, keyBits));
        }
        attributes.add(Attribute.of(HASH, hash));
        attributes.add(Attribute.of(GROUP, group));
        attributes.add(Attribute.of(AUTHENTICATION, authenticationMethod));
        attributes.addAll(lifetime.attributes(LIFE_TYPE, LIFE_DURATION));
        return attributes;
    }

    /** A transform of phase 1 that was offered. */
    record Offered(OfferedTransform at, IsakmpTerms terms, List<String> flaws) {
        static List<Offered> in(List<Proposal> proposals) {
            Set<Integer> known = Set.of(ENCRYPTION, HASH, AUTHENTICATION, GROUP, KEY_LENGTH);
            return OfferedTransform.all(proposals, LIFE_TYPE, known).stream()
                    .map(Offered::of)
                    .toList();
        }

        private static Offered of(OfferedTransform at) {
            List<String> flaws = new ArrayList<>(at.attributes().flaws());
            if (at.transform().id() != KEY_IKE) {
                flaws.add("transform id " + at.transform().id() + " is not KEY_IKE");
            }
            return new Offered(at, IsakmpTerms.of(at.attributes()), List.copyOf(flaws));
        }

        boolean matches(IsakmpProposal allowed) {
            return flaws.isEmpty() && terms.equals(IsakmpTerms.of(allowed));
        }

        List<String> differences(IsakmpProposal allowed) {
            IsakmpTerms other = IsakmpTerms.of(allowed);
            return new Differences(flaws)
                    .between("encryption", terms.cipherText(), other.cipherText())
                    .between("hash", Names.hash(terms.hash), Names.hash(other.hash))
                    .between("group", Names.group(terms.group), Names.group(other.group))
                    .between(
                            "authentication",
                            AuthenticationMethod.nameOf(terms.authenticationMethod),
                            AuthenticationMethod.nameOf(other.authenticationMethod))
                    .found();
        }

        @Override
        public String toString() {
            return terms.toString();
        }
    }

    static Alternatives alternatives(SecurityAssociation offered) {
        return Alternatives.of(offered, proposal -> {
            if (proposal.protocolId() != PROTOCOL_ISAKMP) {
                return Optional.of("is for " + Names.protocol(proposal.protocolId()));
            }
            // RFC 2408 3.5: "the SPI Size is irrelevant and MAY be from zero (0) to sixteen (16). If the SPI Size is
            // non-zero, the content of the SPI field MUST be ignored."
            return proposal.spi().length() > LONGEST_SPI
                    ? Optional.of("has an SPI of " + proposal.spi().length() + " octets")
                    : Optional.empty();
        });
    }

    private String cipherText() {
        return Names.isakmpCipher(cipher) + (keyBits == 0 ? "" : keyBits);
    }

    @Override
    public String toString() {
        String algorithms = cipherText() + "-" + Names.hash(hash) + "-" + Names.group(group);
        return authenticationMethod == AuthenticationMethod.PRE_SHARED_KEY.id()
                ? algorithms
                : algorithms + " (" + AuthenticationMethod.nameOf(authenticationMethod) + ")";
    }
}
