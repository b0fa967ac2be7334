package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Contribution;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Association;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What both ends put into the key exchange, in Main Mode 3 and 4 and in Aggressive Mode 1 and 2. */
final class Contributions {
    private Contributions() {}

    static Phase1Facts facts(
            Turn turn,
            Association association,
            Connection connection,
            IsakmpProposal proposal,
            Cookie responder,
            Octets ni,
            Octets nr,
            @Nullable String peerIdentity) {
        return new Phase1Facts(
                turn.key().gateway(),
                association,
                connection,
                proposal,
                turn.key().initiatorCookie(),
                responder,
                ni,
                nr,
                peerIdentity);
    }

    /** What we put into the key exchange. */
    static Contribution own(Authentication method, DiffieHellman.KeyPair own, Octets nonce, Connection connection) {
        return new Contribution(
                own.publicValue(),
                nonce,
                method.hidesIdentity() ? Identity.toPayload(connection.local().identity()) : null);
    }

    /** Public value and nonce of the peer, or what is wrong with them. */
    static Optional<Fault> check(Agreement agreement, Contribution peers) {
        int expected = agreement.proposal().group().publicValueOctets();
        int length = peers.publicValue().length();
        // RFC 2409 5: the length of a public value "must be equal to the length of the prime modulus".
        if (length != expected) {
            return Optional.of(new Fault(
                    NotifyType.INVALID_KEY_INFORMATION,
                    "invalid-key-exchange",
                    "a public value of " + length + " octets, the group has " + expected));
        }
        return checkNonce(peers.nonce());
    }

    static Optional<Fault> checkNonce(Octets nonce) {
        int length = nonce.length();
        // RFC 2409 5: "The length of nonce payload MUST be between 8 and 256 bytes inclusive."
        return length >= 8 && length <= 256
                ? Optional.empty()
                : Optional.of(
                        new Fault(NotifyType.PAYLOAD_MALFORMED, "invalid-nonce", "a nonce of " + length + " octets"));
    }

    /** What proves our identity, behind the identity where none has told it before. */
    static List<Payload> proof(Authentication method, Payload.Identification own, List<Payload> proof) {
        return method.hidesIdentity()
                ? proof
                : Stream.concat(Stream.of(own), proof.stream()).toList();
    }

    /** RFC 2409 5.4 lets the identity decide so late; the connection may change if the agreement holds for it too. */
    static Optional<Connection> connectionOf(
            Turn turn, Association association, Agreement agreement, Payload.Identification peer) {
        return turn
                .environment()
                .connections()
                .between(
                        turn.key().gateway(),
                        association.local().address(),
                        association.remote().address())
                .stream()
                .filter(connection -> Handshakes.isPeer(connection, peer))
                .filter(connection ->
                        Handshakes.proposals(connection, Role.RESPONDER).contains(agreement.proposal()))
                .findFirst();
    }
}
