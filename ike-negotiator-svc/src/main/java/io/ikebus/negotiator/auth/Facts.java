package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of an exchange when somebody has to be authenticated: all that a method may depend on. */
public interface Facts {
    GatewayId gateway();

    /** Ours. */
    Role role();

    /** As responder in Main Mode a guess by addresses. */
    String connectionName();

    IpAddress peerAddress();

    String ownIdentity();

    Payload.Identification ownIdentification();

    /** Whom the connection expects: an identity or a pattern. */
    String expectedIdentity();

    /** If the peer has named itself already; proved or not. */
    @Nullable
    String peerIdentity();

    HashAlgorithm hash();

    IsakmpCipher cipher();

    int keyBits();

    /** How long a public value of the agreed group is. */
    int publicValueOctets();

    Cookie initiatorCookie();

    Cookie responderCookie();

    /** Body of the initiator's nonce, empty as long as it is not known. */
    Octets ni();

    /** Body of the responder's nonce, empty as long as it is not known. */
    Octets nr();

    EncryptionSkeyid encryptionSkeyid();

    EncryptionPayloads encryptionPayloads();

    default boolean isInitiator() {
        return role() == Role.INITIATOR;
    }

    /** Who the peer is: by its own words, else by the connection if that expects one identity and not a pattern. */
    default Optional<String> presumedPeer() {
        String expected = expectedIdentity();
        return Optional.ofNullable(peerIdentity())
                .or(() -> expected.contains("*") ? Optional.empty() : Optional.of(expected));
    }
}
