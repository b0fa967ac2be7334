package io.ikebus.negotiator.vendor;

import io.ikebus.negotiator.nat.NatTraversal;

/**
 * What a peer has announced.
 *
 * @param natTraversal the best form that both ends have
 * @param deadPeerDetection whether it answers R-U-THERE (RFC 3706)
 * @param fragmentation whether it puts fragments together again (payload 132)
 * @param extendedAuthentication whether it knows XAUTH
 * @param unity whether it knows Cisco's attributes of Mode Config
 */
public record PeerFeatures(
        NatTraversal natTraversal,
        boolean deadPeerDetection,
        boolean fragmentation,
        boolean extendedAuthentication,
        boolean unity) {
    public static final PeerFeatures NONE = new PeerFeatures(NatTraversal.NONE, false, false, false, false);
}
