package io.ikebus.negotiator.nat;

import io.ikebus.negotiator.proposal.Encapsulation;
import io.ikebus.protocol.isakmp.PayloadType;

/** The forms of NAT traversal that are met; they differ in numbers only. Later ones are preferred. */
public enum NatTraversal {
    NONE(PayloadType.NAT_D, Encapsulation.TUNNEL, Encapsulation.TRANSPORT),
    /** draft-ietf-ipsec-nat-t-ike-02 and -03: numbers of the private range. */
    DRAFT(PayloadType.NAT_D_DRAFT, Encapsulation.UDP_TUNNEL_DRAFT, Encapsulation.UDP_TRANSPORT_DRAFT),
    RFC_3947(PayloadType.NAT_D, Encapsulation.UDP_TUNNEL, Encapsulation.UDP_TRANSPORT);

    private final int discoveryType;
    private final Encapsulation tunnel;
    private final Encapsulation transport;

    NatTraversal(int discoveryType, Encapsulation tunnel, Encapsulation transport) {
        this.discoveryType = discoveryType;
        this.tunnel = tunnel;
        this.transport = transport;
    }

    /** Type of the NAT-D payload. */
    public int discoveryType() {
        return discoveryType;
    }

    /** How a mode is called in Quick Mode when its packets travel inside UDP. */
    public Encapsulation inUdp(Encapsulation mode) {
        return mode == Encapsulation.TRANSPORT ? transport : tunnel;
    }
}
