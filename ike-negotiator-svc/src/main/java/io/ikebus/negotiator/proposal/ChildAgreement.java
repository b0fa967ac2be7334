package io.ikebus.negotiator.proposal;

/**
 * What Quick Mode agreed on.
 *
 * @param peerSpi the SPI that the peer chose: of the SA from us to it
 * @param esn whether extended sequence numbers were agreed (RFC 4304)
 */
public record ChildAgreement(ChildProposal proposal, long peerSpi, boolean esn, Encapsulation encapsulationMode) {}
