package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A transform of phase 2 that was offered.
 *
 * @param flaws why it cannot be taken, whatever the policy; usually none
 */
record ChildTransform(
        OfferedTransform at, ChildTerms terms, Encapsulation encapsulation, boolean esn, List<String> flaws) {
    private static final Set<Integer> KNOWN = Set.of(
            ChildTerms.GROUP,
            ChildTerms.ENCAPSULATION,
            ChildTerms.AUTHENTICATION,
            ChildTerms.KEY_LENGTH,
            ChildTerms.EXTENDED_SEQUENCE_NUMBERS);

    /** @param keyExchangeOctets of the KE payload that came with the offer, if one did */
    static List<ChildTransform> in(Proposal proposal, OptionalInt keyExchangeOctets) {
        return OfferedTransform.all(List.of(proposal), ChildTerms.LIFE_TYPE, KNOWN).stream()
                .map(at -> of(at, keyExchangeOctets))
                .toList();
    }

    private static ChildTransform of(OfferedTransform at, OptionalInt keyExchangeOctets) {
        TransformAttributes attributes = at.attributes();
        List<String> flaws = new ArrayList<>(attributes.flaws());
        // RFC 2407 4.5 leaves an absent mode to the host; peers that leave it out mean a tunnel.
        int mode = attributes.numbers().getOrDefault(ChildTerms.ENCAPSULATION, Encapsulation.TUNNEL.id());
        Optional<Encapsulation> encapsulation = Encapsulation.ofId(mode);
        if (encapsulation.isEmpty()) {
            flaws.add("encapsulation mode: mode " + mode + " offered, which is unknown");
        }
        int esn = attributes.number(ChildTerms.EXTENDED_SEQUENCE_NUMBERS);
        if (esn > 1) {
            flaws.add("extended sequence numbers have the value " + esn);
        }
        ChildTerms terms = new ChildTerms(
                at.proposal().protocolId(),
                at.transform().id(),
                attributes.number(ChildTerms.KEY_LENGTH),
                attributes.number(ChildTerms.AUTHENTICATION),
                attributes.number(ChildTerms.GROUP));
        authenticationFlaw(terms).ifPresent(flaws::add);
        keyExchangeFlaw(terms.group(), keyExchangeOctets).ifPresent(flaws::add);
        return new ChildTransform(at, terms, encapsulation.orElse(Encapsulation.TUNNEL), esn == 1, List.copyOf(flaws));
    }

    /**
     * RFC 2407 4.4.3: "The Authentication Algorithm attribute MUST be specified to identify the appropriate AH protection
     * suite."
     */
    private static Optional<String> authenticationFlaw(ChildTerms terms) {
        return terms.isAh() && terms.id() != ChildTerms.ahId(terms.integrity())
                ? Optional.of("AH transform " + terms.id() + " does not go with authentication algorithm "
                        + Names.integrity(terms.integrity()))
                : Optional.empty();
    }

    /** The one KE payload of the message must be of the transform's group. */
    private static Optional<String> keyExchangeFlaw(int group, OptionalInt keyExchangeOctets) {
        if (group == 0) {
            return keyExchangeOctets.isPresent()
                    ? Optional.of("a key exchange is there, and no group")
                    : Optional.empty();
        }
        if (keyExchangeOctets.isEmpty()) {
            return Optional.of("a group is there, and no key exchange");
        }
        return DiffieHellmanGroup.ofId(group)
                .filter(known -> known.publicValueOctets() != keyExchangeOctets.getAsInt())
                .map(known -> "the key exchange of " + keyExchangeOctets.getAsInt() + " octets is not of " + known);
    }

    /** What of this a policy forbids, besides its proposals. */
    List<String> flaws(ChildPolicy policy) {
        List<String> all = new ArrayList<>(flaws);
        if (terms.isAh() && policy.encapsulation().isUdp()) {
            all.add("AH does not pass a translator of addresses");
        } else if (encapsulation != policy.encapsulation()) {
            all.add("encapsulation mode: " + encapsulation + " offered, " + policy.encapsulation() + " allowed");
        }
        if (!policy.extendedSequenceNumbers().allows(esn)) {
            all.add("extended sequence numbers: " + (esn ? "offered, not allowed" : "not offered, required"));
        }
        return all;
    }

    boolean matches(ChildTerms allowed) {
        return flaws.isEmpty() && terms.equals(allowed);
    }

    /** Whether both can be halves of a bundle. */
    boolean goesWith(ChildTransform other) {
        return encapsulation == other.encapsulation && esn == other.esn && terms.group() == other.terms.group();
    }

    Transform transform() {
        return at.transform();
    }

    long spi() {
        return at.proposal().spi().u32(0);
    }
}
