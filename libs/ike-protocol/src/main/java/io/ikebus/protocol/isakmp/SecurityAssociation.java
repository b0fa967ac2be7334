package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.List;

/**
 * SA payload (RFC 2408 3.4, RFC 2407 4.6.1): DOI (4), situation (4), proposals.
 *
 * <p>The body of the initiator's is SAi_b of RFC 2409, all proposals included.
 *
 * @param proposals in the order of the wire; those with the same number belong together (AND)
 */
public record SecurityAssociation(List<Proposal> proposals, Octets body) implements Payload {
    public static final long IPSEC_DOI = 1;
    static final long IDENTITY_ONLY = 1;

    public SecurityAssociation {
        proposals = List.copyOf(proposals);
    }

    public static SecurityAssociation of(List<Proposal> proposals) {
        return new SecurityAssociation(
                proposals,
                Octets.concat(
                        Octets.ofNumber(IPSEC_DOI, 4),
                        Octets.ofNumber(IDENTITY_ONLY, 4),
                        Proposal.encodeAll(proposals)));
    }

    @Override
    public int type() {
        return PayloadType.SA;
    }

    static Decoded<Payload> decode(Octets body) {
        if (body.length() < 8) {
            return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "body of " + body.length() + " octets");
        }
        if (body.u32(0) != IPSEC_DOI) {
            return Decoded.refused(Refusal.UNKNOWN_DOI, "DOI " + body.u32(0));
        }
        // RFC 2407 4.2.1: "All IPSEC DOI implementations MUST support SIT_IDENTITY_ONLY"; labels are not supported.
        if (body.u32(4) != IDENTITY_ONLY) {
            return Decoded.refused(Refusal.UNKNOWN_SITUATION, "situation " + body.u32(4));
        }
        return Proposal.decodeAll(body.from(8)).map(proposals -> new SecurityAssociation(proposals, body));
    }
}
