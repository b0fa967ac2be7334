package io.ikebus.negotiator.proposal;

import org.jspecify.annotations.Nullable;

/**
 * What Quick Mode agreed on.
 *
 * @param peerSpi the SPI that the peer chose: of the SA from us to it
 * @param esn whether extended sequence numbers were agreed (RFC 4304)
 * @param peerAhSpi the peer's SPI of AH in a bundle, else null
 */
public record ChildAgreement(
        ChildProposal proposal,
        long peerSpi,
        boolean esn,
        Encapsulation encapsulationMode,
        @Nullable Long peerAhSpi) {}
