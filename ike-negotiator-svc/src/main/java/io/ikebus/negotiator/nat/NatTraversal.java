package io.ikebus.negotiator.nat;

import io.ikebus.negotiator.proposal.Encapsulation;
import io.ikebus.protocol.isakmp.PayloadType;

/** The forms of NAT traversal that are met; they differ in numbers only. Later ones are preferred. */
public enum NatTraversal {
    NONE(PayloadType.NAT_D, PayloadType.NAT_OA, Encapsulation.TUNNEL, Encapsulation.TRANSPORT),
    /** draft-ietf-ipsec-nat-t-ike-02 and -03: numbers of the private range. */
    DRAFT(
            PayloadType.NAT_D_DRAFT,
            PayloadType.NAT_OA_DRAFT,
            Encapsulation.UDP_TUNNEL_DRAFT,
            Encapsulation.UDP_TRANSPORT_DRAFT),
    RFC_3947(PayloadType.NAT_D, PayloadType.NAT_OA, Encapsulation.UDP_TUNNEL, Encapsulation.UDP_TRANSPORT);

    private final int discoveryType;
    private final int originalAddressType;
    private final Encapsulation tunnel;
    private final Encapsulation transport;

    NatTraversal(int discoveryType, int originalAddressType, Encapsulation tunnel, Encapsulation transport) {
        this.discoveryType = discoveryType;
        this.originalAddressType = originalAddressType;
        this.tunnel = tunnel;
        this.transport = transport;
    }

    /** Type of the NAT-D payload. */
    public int discoveryType() {
        return discoveryType;
    }

    /** Type of the NAT-OA payload. */
    public int originalAddressType() {
        return originalAddressType;
    }

    /** How a mode is called in Quick Mode when its packets travel inside UDP. */
    public Encapsulation inUdp(Encapsulation mode) {
        return mode == Encapsulation.TRANSPORT ? transport : tunnel;
    }
}
