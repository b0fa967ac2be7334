package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What can be chosen out of an SA payload of phase 2.
 *
 * @param offers in the order of the wire
 * @param skipped for each proposal that cannot be taken, its number and why
 */
record ChildAlternatives(List<ChildOffer> offers, List<String> skipped) {
    /** RFC 4303 2.1, RFC 4302 2.4: SPIs of 1 to 255 are reserved, 0 is for local use. */
    private static final long SMALLEST_SPI = 256;

    private static final int SPI_OCTETS = 4;
    private static final int AH = IpsecProtocol.AH.ikeProtocolId();
    private static final int ESP = IpsecProtocol.ESP.ikeProtocolId();

    ChildAlternatives {
        offers = List.copyOf(offers);
        skipped = List.copyOf(skipped);
    }

    /** @param keyExchangeOctets length of the KE payload's body, if there is one */
    static ChildAlternatives of(SecurityAssociation offered, OptionalInt keyExchangeOctets) {
        Map<Integer, List<Proposal>> byNumber = offered.proposals().stream()
                .collect(Collectors.groupingBy(Proposal::number, LinkedHashMap::new, Collectors.toList()));
        List<ChildOffer> offers = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        byNumber.forEach((number, together) -> flaw(together)
                .ifPresentOrElse(
                        why -> skipped.add("proposal " + number + " " + why),
                        () -> offers.addAll(offers(together, keyExchangeOctets))));
        return new ChildAlternatives(offers, skipped);
    }

    /** RFC 2408 4.2: proposals with the same number go together, all or none. */
    private static Optional<String> flaw(List<Proposal> together) {
        if (together.size() > 1 && !isEspAndAh(together)) {
            return Optional.of("is part of a bundle of "
                    + together.stream()
                            .map(one -> Names.protocol(one.protocolId()))
                            .collect(Collectors.joining(" and ")));
        }
        if (together.stream().mapToInt(one -> one.transforms().size()).reduce(1, (a, b) -> a * b)
                > Alternatives.MOST_TRANSFORMS) {
            return Optional.of("has more than " + Alternatives.MOST_TRANSFORMS + " combinations");
        }
        return together.stream()
                .map(ChildAlternatives::flaw)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isEspAndAh(List<Proposal> together) {
        return together.size() == 2
                && together.stream().anyMatch(one -> one.protocolId() == ESP)
                && together.stream().anyMatch(one -> one.protocolId() == AH);
    }

    private static Optional<String> flaw(Proposal proposal) {
        if (proposal.protocolId() != ESP && proposal.protocolId() != AH) {
            return Optional.of("is for " + Names.protocol(proposal.protocolId()));
        }
        if (proposal.spi().length() != SPI_OCTETS) {
            return Optional.of("has an SPI of " + proposal.spi().length() + " octets");
        }
        return proposal.spi().u32(0) < SMALLEST_SPI ? Optional.of("has a reserved SPI") : Optional.empty();
    }

    private static List<ChildOffer> offers(List<Proposal> together, OptionalInt keyExchangeOctets) {
        if (together.size() == 1) {
            return ChildTransform.in(together.getFirst(), keyExchangeOctets).stream()
                    .map(ChildOffer::alone)
                    .toList();
        }
        boolean ahFirst = together.getFirst().protocolId() == AH;
        List<ChildTransform> ah =
                ChildTransform.in(ahFirst ? together.getFirst() : together.getLast(), keyExchangeOctets);
        return ChildTransform.in(ahFirst ? together.getLast() : together.getFirst(), keyExchangeOctets).stream()
                .flatMap(esp -> ah.stream().filter(esp::goesWith).map(outer -> new ChildOffer(esp, outer, ahFirst)))
                .toList();
    }
}
