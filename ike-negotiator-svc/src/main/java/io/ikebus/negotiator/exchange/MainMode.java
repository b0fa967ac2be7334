package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.session.Aggressive;
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
 *
 * <p>With public key encryption ID stands beside KE and nonce, encrypted, and not beside the hash (RFC 2409 5.2, 5.3).
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
            case Phase1.Fresh ignored ->
                Repetition.dropped(turn, session, raw, "unknown-cookies", "no session has these cookies");
            case Phase1.SentProposal sent
            when !header.responderCookie().isNone() ->
                MainModeInitiator.receiveProposal(turn, session, sent, header.responderCookie(), raw);
            case Phase1.SentProposal ignored ->
                Repetition.dropped(
                        turn, session, raw, "own-cookie", "a first message with the cookie that we have sent");
            case Phase1.AnsweredProposal answered ->
                Repetition.isRepeated(turn, session, answered.answered(), raw)
                        ? session
                        : Repetition.belongs(turn, session, header, raw)
                                ? MainModeResponder.receiveKeyExchange(turn, session, answered, headers, raw)
                                : session;
            case Phase1.AnsweredKeyExchange answered ->
                Repetition.isRepeated(turn, session, answered.answered(), raw)
                        ? session
                        : Repetition.belongs(turn, session, header, raw)
                                ? ResponderIdentity.receiveIdentity(turn, session, answered, headers, raw)
                                : session;
            case Phase1.SentKeyExchange sent ->
                Repetition.isRepeated(turn, session, sent.answered(), raw)
                        ? session
                        : Repetition.belongs(turn, session, header, raw)
                                ? InitiatorIdentity.receiveKeyExchange(turn, session, sent, headers, raw)
                                : session;
            case Phase1.SentIdentity sent ->
                Repetition.isRepeated(turn, session, sent.answered(), raw)
                        ? session
                        : Repetition.belongs(turn, session, header, raw)
                                ? MainModeProof.receiveSixth(turn, session, sent, raw)
                                : session;
            case Phase1.Established established ->
                Repetition.isRepeated(turn, session, established.sa().answered(), raw)
                        ? session
                        : Repetition.dropped(turn, session, raw, "phase-1-is-done", "phase 1 is established");
            case Aggressive ignored -> Repetition.ofAnotherExchange(turn, session, raw);
            case Phase1.Closed ignored -> Repetition.dropped(turn, session, raw, "phase-1-is-done", "phase 1 is over");
            case Phase1.Failed ignored ->
                Repetition.dropped(turn, session, raw, "negotiation-failed", "phase 1 has failed");
        };
    }
}
