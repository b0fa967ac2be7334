package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;

/** What becomes of messages of phase 1 that move nothing. */
final class Repetition {
    private Repetition() {}

    /**
     * A message that was taken in before changes nothing; the last one is answered with the same bytes. So a peer whose
     * answer was lost gets it, and a replayed message moves nobody.
     */
    static boolean isRepeated(Turn turn, Session session, Answered answered, Octets raw) {
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

    static boolean belongs(Turn turn, Session session, IsakmpHeader header, Octets raw) {
        if (header.responderCookie().equals(session.phase1().responderCookie())) {
            return true;
        }
        turn.drop(session.phase1(), raw, "wrong-cookie", "the responder cookie is not this session's");
        return false;
    }

    static Session ofAnotherExchange(Turn turn, Session session, Octets raw) {
        return dropped(turn, session, raw, "wrong-exchange", "phase 1 of this session goes by another exchange");
    }

    static Session dropped(Turn turn, Session session, Octets raw, String reason, String text) {
        turn.drop(session.phase1(), raw, reason, text);
        return session;
    }
}
