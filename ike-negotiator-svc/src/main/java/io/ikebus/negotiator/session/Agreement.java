package io.ikebus.negotiator.session;

import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.protocol.octets.Octets;

/**
 * What messages 1 and 2 of phase 1 agreed on.
 *
 * @param saiB body of the initiator's SA payload as it went over the wire, all proposals included (RFC 2409 5)
 */
public record Agreement(IsakmpProposal proposal, long lifetimeSeconds, Octets saiB) {}
