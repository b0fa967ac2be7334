package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;

/**
 * New Group Mode (RFC 2409 5.6), always refused: a group that a peer makes up would have to be proved to be one, and every
 * group that anybody wants has a number.
 *
 * <pre>
 * HDR*, HASH(1), SA    -->
 *                      <--  HDR*, HASH(1), N(ATTRIBUTES-NOT-SUPPORTED)
 * </pre>
 */
public final class NewGroupMode {
    private NewGroupMode() {}

    /** A message of exchange type 33 whose header is in order and that came over the session's path. */
    public static Session receive(Turn turn, Session session, DatagramHeaders headers, int messageId, Octets raw) {
        if (session.phase1() instanceof Aggressive.Replied replied) {
            return AggressiveProof.receiveEarly(turn, session, replied, raw);
        }
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return Repetition.dropped(turn, session, raw, "no-isakmp-sa", "New Group Mode before phase 1 is done");
        }
        if (messageId == 0 || sa.usedMessageIds().contains(messageId)) {
            return Repetition.dropped(turn, session, raw, "used-message-id", "the message ID is zero or has been used");
        }
        Protection protection = Protection.of(sa);
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, Protection.firstIv(sa, messageId), PayloadRules.NEW_GROUP)) {
            case Read.Bad(Fault fault) -> {
                return Repetition.dropped(turn, session, raw, fault.reason(), fault.detail());
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        if (!protection.hasHash1(messageId, chain)) {
            return Repetition.dropped(turn, session, raw, "wrong-hash", "HASH(1) does not hold");
        }
        turn.received(session.phase1(), raw, "NGM1", Messages.text(true, chain));
        turn.output(new Output.Count("new-group-refused"));
        turn.decided(session.phase1(), "new-group-refused", "the peer proposes a group of its own, which is not taken");
        Session next = Liveliness.heard(turn, session.with(new Phase1.Established(sa.using(messageId))), headers);
        // RFC 2409 5.6: "If the group is not acceptable, the responder MUST reply with a Notify payload with the
        // message type set to ATTRIBUTES-NOT-SUPPORTED (13)."
        Notices.notify(
                turn, QuickModes.sa(next), Notices.PROTOCOL_ISAKMP, NotifyType.ATTRIBUTES_NOT_SUPPORTED, Octets.EMPTY);
        return next;
    }
}
