package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** West talks to east; nonces are not known yet. */
record KnownFacts(
        Role role,
        HashAlgorithm hash,
        int keyBits,
        int publicValueOctets,
        Cookie initiatorCookie,
        Cookie responderCookie,
        EncryptionPayloads encryptionPayloads)
        implements Facts {

    @Override
    public GatewayId gateway() {
        return new GatewayId("west");
    }

    @Override
    public String connectionName() {
        return "to-east";
    }

    @Override
    public IpAddress peerAddress() {
        return IpAddress.parse("192.0.2.2");
    }

    @Override
    public String ownIdentity() {
        return "west.example";
    }

    @Override
    public Payload.Identification ownIdentification() {
        return Payload.Identification.of(
                IdType.FQDN, 0, 0, Octets.wrap(ownIdentity().getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public String expectedIdentity() {
        return "east.example";
    }

    @Override
    public @Nullable String peerIdentity() {
        return null;
    }

    @Override
    public IsakmpCipher cipher() {
        return IsakmpCipher.AES_CBC;
    }

    @Override
    public Octets ni() {
        return Octets.EMPTY;
    }

    @Override
    public Octets nr() {
        return Octets.EMPTY;
    }

    @Override
    public EncryptionSkeyid encryptionSkeyid() {
        return EncryptionSkeyid.RFC2409;
    }
}
