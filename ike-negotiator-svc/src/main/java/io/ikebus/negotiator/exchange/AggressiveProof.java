package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.nat.NatDetection;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.Map;
import java.util.Optional;

/** The last message of Aggressive Mode, as responder: it proves who the initiator is. */
final class AggressiveProof {
    private AggressiveProof() {}

    static Session receiveThird(
            Turn turn,
            Session session,
            Aggressive.Replied state,
            DatagramHeaders headers,
            IsakmpHeader header,
            Octets raw) {
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            turn.drop(state, raw, "no-connection", "the connection has been deleted meanwhile");
            return session;
        }
        KeyMaterial material = state.material();
        IsakmpProposal proposal = state.agreement().proposal();
        Authentication method = proposal.authentication();
        Protection protection = new Protection(proposal, material.keys());
        PayloadRules rules = PayloadRules.aggressiveThird(method);
        // Field experience: some initiators encrypt message 3, some do not.
        Read read =
                header.isEncrypted() ? Read.encrypted(raw, protection, material.iv(), rules) : Read.clear(raw, rules);
        PayloadChain chain;
        switch (read) {
            case Read.Bad(Fault fault) -> {
                return unproved(turn, session, state, method.hidesIdentity() ? Fault.NO_PROOF : fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Payload.Identification peer = Handshakes.identification(state.peerId());
        Phase1Facts facts = AggressiveResponder.facts(
                turn,
                state.association(),
                connection.get(),
                state.agreement(),
                state.responderCookie(),
                state.ni(),
                state.nr(),
                state.peerId());
        return switch (method.verify(
                facts,
                chain,
                peer,
                Phase1Keys.hashI(turn, state.agreement(), state.responderCookie(), material, peer),
                turn)) {
            case Verdict.Reached<String>(String ignored, String note) -> {
                turn.received(state, raw, "AM3", Messages.text(header.isEncrypted(), chain));
                turn.told(state, "peer-proof", note);
                Octets lastBlock = header.isEncrypted() ? protection.lastBlock(raw) : material.iv();
                yield establish(turn, session, state, connection.get(), chain, headers, lastBlock, raw);
            }
            case Verdict.Waiting<String>() -> session;
            case Verdict.Unavailable<String>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<String>(int notifyType, String reason, String detail) ->
                unproved(turn, session, state, new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Session establish(
            Turn turn,
            Session session,
            Aggressive.Replied state,
            Connection connection,
            PayloadChain received,
            DatagramHeaders headers,
            Octets lastBlock,
            Octets raw) {
        NatDetection detection = Handshakes.natDetection(turn, state.agreement(), state.responderCookie());
        // The initiator has gone over to the other port with this message, if there is a NAT (RFC 3947 4).
        Association association = state.association()
                .over(headers)
                .behind(Handshakes.nat(detection, received, headers, Optional.of(connection)));
        return Handshakes.establish(
                turn,
                session,
                Handshakes.isakmpSa(
                        turn,
                        association,
                        state.responderCookie(),
                        state.agreement(),
                        state.material().keys(),
                        lastBlock,
                        Handshakes.identification(state.ownId()),
                        Handshakes.identification(state.peerId()),
                        connection,
                        state.answered().then(Messages.digest(raw), Octets.EMPTY)),
                received);
    }

    /**
     * A message of a later exchange has come in the place of message 3. Who knows our cookie has got message 2: if its
     * message 3 was lost, it sends that again when it gets message 2 again.
     */
    static Session receiveEarly(Turn turn, Session session, Aggressive.Replied state, Octets raw) {
        turn.drop(state, raw, "no-isakmp-sa", "message 3 of Aggressive Mode has not come yet");
        turn.repeat(state.association(), state.answered().answer(), "AM2", "message 3 has not come");
        return session;
    }

    private static Session unproved(Turn turn, Session session, Aggressive.Replied state, Fault fault, Octets raw) {
        turn.drop(
                state,
                raw,
                "message-3-unreadable",
                "message 3 cannot be read or does not prove its sender (" + fault.reason() + ", " + fault.detail()
                        + ")");
        if (state.complained()) {
            return session;
        }
        Notices.complain(turn, state.association(), state.responderCookie(), fault, raw);
        turn.announce(
                "ike.authentication-failed",
                state.association().connection(),
                state.responderCookie() + "/message-3-unreadable",
                Map.of(
                        "reason",
                        fault.reason(),
                        "remote",
                        state.association().remote().toString()));
        return session.with(state.afterComplaint());
    }
}
