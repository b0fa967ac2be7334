package io.ikebus.negotiator.session;

import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.vendor.PeerFeatures;
import io.ikebus.protocol.octets.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What messages 1 and 2 of phase 1 agreed on.
 *
 * @param saiB body of the initiator's SA payload as it went over the wire, all proposals included (RFC 2409 5)
 * @param features what the peer has announced
 */
public record Agreement(IsakmpProposal proposal, long lifetimeSeconds, Octets saiB, PeerFeatures features) {
    public Agreement {
        // Sessions that an older version has stored have none.
        features = orNone(features);
    }

    private static PeerFeatures orNone(@Nullable PeerFeatures features) {
        return features == null ? PeerFeatures.NONE : features;
    }
}
