package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;

/**
 * Aggressive Mode as a table: which message each state waits for, and who reads it (RFC 2409 5.1, 5.4).
 *
 * <pre>
 * state        waits for                              reads it
 * Fresh        HDR, SA, KE, Ni, IDii      -->         responder, answers HDR, SA, KE, Nr, IDir, HASH_R
 * Prepared     the vault                              responder
 * Replied      HDR[*], HASH_I             -->         responder
 * Sent         <--  HDR, SA, KE, Nr, IDir, HASH_R     initiator, answers HDR*, HASH_I
 * </pre>
 *
 * <p>With signatures SIG stands in the place of HASH, and certificates beside it. With public key encryption nonce and ID
 * are encrypted; so is KE in its revised mode (RFC 2409 5.2, 5.3).
 */
public final class AggressiveMode {
    private AggressiveMode() {}

    /** A message of exchange type 4 whose header is in order and that came over the session's path. */
    public static Session receive(
            Turn turn, Session session, DatagramHeaders headers, IsakmpHeader header, Octets raw) {
        Phase1 state = session.phase1();
        if (header.messageId() != 0) {
            return Repetition.dropped(turn, session, raw, "wrong-message-id", "Aggressive Mode has message ID 0");
        }
        return switch (state) {
            case Phase1.Fresh ignored
            when header.responderCookie().isNone() -> AggressiveResponder.receiveFirst(turn, session, headers, raw);
            case Phase1.Fresh ignored ->
                Repetition.dropped(turn, session, raw, "unknown-cookies", "no session has these cookies");
            case Aggressive.Sent sent
            when !header.responderCookie().isNone() ->
                AggressiveInitiator.receiveSecond(turn, session, sent, header.responderCookie(), headers, raw);
            case Aggressive.Sent ignored ->
                Repetition.dropped(
                        turn, session, raw, "own-cookie", "a first message with the cookie that we have sent");
            case Aggressive.Prepared prepared
            when header.responderCookie().isNone() -> AggressiveResponder.resume(turn, session, prepared, raw);
            case Aggressive.Prepared ignored ->
                Repetition.dropped(turn, session, raw, "unexpected-message", "message 2 is not out yet");
            case Aggressive.Replied replied ->
                Repetition.isRepeated(turn, session, replied.answered(), raw)
                                || !Repetition.belongs(turn, session, header, raw)
                        ? session
                        : AggressiveProof.receiveThird(turn, session, replied, headers, header, raw);
            case Phase1.Established established ->
                Repetition.isRepeated(turn, session, established.sa().answered(), raw)
                        ? session
                        : Repetition.dropped(turn, session, raw, "phase-1-is-done", "phase 1 is established");
            case Phase1.Closed ignored -> Repetition.dropped(turn, session, raw, "phase-1-is-done", "phase 1 is over");
            case Phase1.Failed ignored ->
                Repetition.dropped(turn, session, raw, "negotiation-failed", "phase 1 has failed");
            case Phase1.SentProposal ignored -> Repetition.ofAnotherExchange(turn, session, raw);
            case Phase1.SentKeyExchange ignored -> Repetition.ofAnotherExchange(turn, session, raw);
            case Phase1.SentIdentity ignored -> Repetition.ofAnotherExchange(turn, session, raw);
            case Phase1.AnsweredProposal ignored -> Repetition.ofAnotherExchange(turn, session, raw);
            case Phase1.AnsweredKeyExchange ignored -> Repetition.ofAnotherExchange(turn, session, raw);
        };
    }
}
