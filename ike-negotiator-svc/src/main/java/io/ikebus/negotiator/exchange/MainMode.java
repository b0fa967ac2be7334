package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;

/**
 * Main Mode as a table: which message each state waits for, and who reads it (RFC 2409 5.4).
 *
 * <pre>
 * state                 waits for                      reads it
 * Fresh                 HDR, SA              -->       responder, answers HDR, SA
 * AnsweredProposal      HDR, KE, Ni          -->       responder, answers HDR, KE, Nr
 * AnsweredKeyExchange   HDR*, IDii, HASH_I   -->       responder, answers HDR*, IDir, HASH_R
 * SentProposal          <--  HDR, SA                   initiator, answers HDR, KE, Ni
 * SentKeyExchange       <--  HDR, KE, Nr               initiator, answers HDR*, IDii, HASH_I
 * SentIdentity          <--  HDR*, IDir, HASH_R        initiator
 * Established, Failed   nothing
 * </pre>
 */
public final class MainMode {
    private MainMode() {}

    /** A message of exchange type 2 whose header is in order and that came over the session's path. */
    public static Session receive(
            Turn turn, Session session, DatagramHeaders headers, IsakmpHeader header, Octets raw) {
        Phase1 state = session.phase1();
        if (header.messageId() != 0) {
            turn.drop(state, raw, "wrong-message-id", "Main Mode has message ID 0");
            return session;
        }
        return switch (state) {
            case Phase1.Fresh ignored
            when header.responderCookie().isNone() -> MainModeResponder.receiveProposal(turn, session, headers, raw);
            case Phase1.Fresh ignored -> dropped(turn, session, raw, "unknown-cookies", "no session has these cookies");
            case Phase1.SentProposal sent
            when !header.responderCookie().isNone() ->
                MainModeInitiator.receiveProposal(turn, session, sent, header.responderCookie(), raw);
            case Phase1.SentProposal ignored ->
                dropped(turn, session, raw, "own-cookie", "a first message with the cookie that we have sent");
            case Phase1.AnsweredProposal answered ->
                repeated(turn, session, answered.answered(), raw)
                        ? session
                        : belongs(turn, session, header, raw)
                                ? MainModeResponder.receiveKeyExchange(turn, session, answered, headers, raw)
                                : session;
            case Phase1.AnsweredKeyExchange answered ->
                repeated(turn, session, answered.answered(), raw)
                        ? session
                        : belongs(turn, session, header, raw)
                                ? ResponderIdentity.receiveIdentity(turn, session, answered, headers, raw)
                                : session;
            case Phase1.SentKeyExchange sent ->
                repeated(turn, session, sent.answered(), raw)
                        ? session
                        : belongs(turn, session, header, raw)
                                ? InitiatorIdentity.receiveKeyExchange(turn, session, sent, headers, raw)
                                : session;
            case Phase1.SentIdentity sent ->
                repeated(turn, session, sent.answered(), raw)
                        ? session
                        : belongs(turn, session, header, raw)
                                ? InitiatorIdentity.receiveIdentity(turn, session, sent, headers, raw)
                                : session;
            case Phase1.Established established ->
                repeated(turn, session, established.sa().answered(), raw)
                        ? session
                        : dropped(turn, session, raw, "phase-1-is-done", "phase 1 is established");
            case Phase1.Failed ignored -> dropped(turn, session, raw, "negotiation-failed", "phase 1 has failed");
        };
    }

    /**
     * A message that was taken in before changes nothing; the last one is answered with the same bytes. So a peer whose
     * answer was lost gets it, and a replayed message moves nobody.
     */
    private static boolean repeated(Turn turn, Session session, Answered answered, Octets raw) {
        Octets digest = Messages.digest(raw);
        if (!answered.knows(digest)) {
            return false;
        }
        turn.repeated(session.phase1(), raw, "repeated", "this message has been taken in before");
        Association association = session.phase1().association();
        if (association != null && answered.isLast(digest) && !answered.answer().isBlank()) {
            turn.repeat(association, answered.answer(), "repeated", "the same answer again");
        }
        return true;
    }

    private static boolean belongs(Turn turn, Session session, IsakmpHeader header, Octets raw) {
        if (header.responderCookie().equals(session.phase1().responderCookie())) {
            return true;
        }
        turn.drop(session.phase1(), raw, "wrong-cookie", "the responder cookie is not this session's");
        return false;
    }

    private static Session dropped(Turn turn, Session session, Octets raw, String reason, String text) {
        turn.drop(session.phase1(), raw, reason, text);
        return session;
    }
}
