package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Association;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an exchange when somebody has to be authenticated.
 *
 * @param connection as responder in Main Mode a guess by addresses
 * @param ni body of the initiator's nonce, empty as long as it is not known
 * @param nr body of the responder's nonce, empty as long as it is not known
 * @param peerIdentity if the peer has named itself already; proved or not
 */
public record Facts(
        GatewayId gateway,
        Association association,
        Connection connection,
        IsakmpProposal proposal,
        Cookie initiatorCookie,
        Cookie responderCookie,
        Octets ni,
        Octets nr,
        @Nullable String peerIdentity) {}
