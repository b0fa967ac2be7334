package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.EncryptionPayloads;
import io.ikebus.negotiator.auth.EncryptionSkeyid;
import io.ikebus.negotiator.auth.Facts;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Association;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What is known of phase 1 when somebody has to be authenticated.
 *
 * @param connection as responder in Main Mode a guess by addresses
 */
record Phase1Facts(
        GatewayId gateway,
        Association association,
        Connection connection,
        IsakmpProposal proposal,
        Cookie initiatorCookie,
        Cookie responderCookie,
        Octets ni,
        Octets nr,
        @Nullable String peerIdentity)
        implements Facts {

    @Override
    public Role role() {
        return association.role();
    }

    @Override
    public String connectionName() {
        return connection.name();
    }

    @Override
    public IpAddress peerAddress() {
        return association.remote().address();
    }

    @Override
    public String ownIdentity() {
        return connection.local().identity();
    }

    @Override
    public Payload.Identification ownIdentification() {
        return Identity.toPayload(ownIdentity());
    }

    @Override
    public String expectedIdentity() {
        return connection.peer().identity();
    }

    @Override
    public HashAlgorithm hash() {
        return proposal.hash();
    }

    @Override
    public IsakmpCipher cipher() {
        return proposal.cipher();
    }

    @Override
    public int keyBits() {
        return proposal.keyBits();
    }

    @Override
    public int publicValueOctets() {
        return proposal.group().publicValueOctets();
    }

    @Override
    public EncryptionSkeyid encryptionSkeyid() {
        return connection.ike().encryptionSkeyid();
    }

    @Override
    public EncryptionPayloads encryptionPayloads() {
        return connection.ike().encryptionPayloads();
    }
}
