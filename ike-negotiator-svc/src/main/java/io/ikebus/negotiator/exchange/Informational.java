package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Informational exchange as receiver (RFC 2409 5.7). Nothing in it is ever answered with an error, and nothing counts
 * before HASH(1) has been verified; an open notify of phase 1 is a hint and no more.
 *
 * <pre>
 * HDR*, HASH(1), N/D   -->
 * </pre>
 */
public final class Informational {
    private Informational() {}

    public static Session receive(
            Turn turn, Session session, DatagramHeaders headers, IsakmpHeader header, Octets raw) {
        return switch (session.phase1()) {
            case Phase1.Established(IsakmpSa sa) -> receiveProtected(turn, session, sa, headers, header, raw);
            case Phase1.SentIdentity sent when header.isEncrypted() -> receiveVerdict(turn, session, sent, header, raw);
            case Phase1.SentIdentity sent ->
                hint(turn, session, raw)
                        .map(hint -> refusedIdentity(turn, session, sent.suspecting(hint), hint))
                        .orElse(session);
            case Phase1.SentKeyExchange sent ->
                hint(turn, session, raw)
                        .map(hint -> session.with(sent.suspecting(hint)))
                        .orElse(session);
            case Phase1.SentProposal sent ->
                hint(turn, session, raw)
                        .map(hint -> session.with(
                                new Phase1.SentProposal(sent.association(), sent.saiB(), sent.resend(), hint)))
                        .orElse(session);
            case Aggressive.Sent sent ->
                hint(turn, session, raw)
                        .map(hint -> session.with(sent.suspecting(hint)))
                        .orElse(session);
            case Aggressive.Prepared ignored -> unproved(turn, session, raw);
            case Aggressive.Replied ignored -> unproved(turn, session, raw);
            case Phase1.Fresh ignored -> dropped(turn, session, raw, "unknown-cookies", "no session has these cookies");
            case Phase1.AnsweredProposal ignored -> unproved(turn, session, raw);
            case Phase1.AnsweredKeyExchange ignored -> unproved(turn, session, raw);
            case Phase1.Closed ignored -> dropped(turn, session, raw, "unknown-cookies", "the ISAKMP SA is over");
            case Phase1.Failed ignored -> dropped(turn, session, raw, "negotiation-failed", "phase 1 has failed");
        };
    }

    private static Session refusedIdentity(Turn turn, Session session, Phase1.SentIdentity sent, String hint) {
        return sent.mayTryOthers()
                ? MainModeProof.tryOthers(turn, session, sent, "the peer answers message 5 with " + hint)
                : session.with(sent);
    }

    private static Session receiveProtected(
            Turn turn, Session session, IsakmpSa sa, DatagramHeaders headers, IsakmpHeader header, Octets raw) {
        int messageId = header.messageId();
        if (messageId == 0 || sa.usedMessageIds().contains(messageId)) {
            return dropped(turn, session, raw, "used-message-id", "the message ID is zero or has been used");
        }
        Protection protection = Protection.of(sa);
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, Protection.firstIv(sa, messageId), PayloadRules.PROTECTED_NOTICE)) {
            case Read.Bad(Fault fault) -> {
                return dropped(turn, session, raw, fault.reason(), fault.detail());
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        if (!protection.hasHash1(messageId, chain)) {
            return dropped(turn, session, raw, "wrong-hash", "HASH(1) does not hold");
        }
        turn.received(session.phase1(), raw, "INFO", Messages.text(true, chain));
        Session next = Liveliness.heard(turn, session.with(new Phase1.Established(sa.using(messageId))), headers);
        for (Payload.Notification notification : chain.all(Payload.Notification.class)) {
            if (next.phase1() instanceof Phase1.Established(IsakmpSa current)) {
                next = notified(turn, next, current, notification);
            }
        }
        for (Payload.Delete delete : chain.all(Payload.Delete.class)) {
            if (next.phase1() instanceof Phase1.Established(IsakmpSa current)) {
                next = deleted(turn, next, current, delete);
            }
        }
        return Paths.renewStale(turn, next);
    }

    private static Session notified(Turn turn, Session session, IsakmpSa sa, Payload.Notification notification) {
        int type = notification.notifyType();
        turn.decided(session.phase1(), "peer-notify", "the peer says " + NotifyType.nameOf(type));
        if (type == NotifyType.INITIAL_CONTACT) {
            Session told = Stages.initialContact(turn, session);
            return Estates.disown(turn, told, QuickModes.sa(told));
        }
        if (type == NotifyType.RESPONDER_LIFETIME) {
            return session.with(new Phase1.Established(ResponderLifetimes.limit(turn, sa, notification)));
        }
        if (type == NotifyType.R_U_THERE) {
            Liveliness.answer(turn, sa, notification);
            return session;
        }
        return NotifyType.isError(type)
                ? complained(turn, session, notification)
                        .or(() -> withdrawn(turn, session, sa, notification))
                        .orElse(session)
                : session;
    }

    /** An error ends the Quick Mode that it is about: the one with its SPI, or the only one that is open. */
    private static Optional<Session> complained(Turn turn, Session session, Payload.Notification notification) {
        List<QuickMode.SentOffer> open = session.quickModes().stream()
                .filter(QuickMode.SentOffer.class::isInstance)
                .map(QuickMode.SentOffer.class::cast)
                .toList();
        Optional<QuickMode.SentOffer> meant = notification.spi().length() == 4
                ? open.stream()
                        .filter(sent -> sent.spi() == notification.spi().u32(0))
                        .findFirst()
                : Optional.empty();
        return meant.or(() -> open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty())
                .map(sent -> QuickModeInitiator.giveUp(
                        turn,
                        session,
                        sent,
                        "peer-refused",
                        "the peer says " + NotifyType.nameOf(notification.notifyType())));
    }

    /** The initiator could not use our answer: the inbound SA that we have made for it goes at once. */
    private static Optional<Session> withdrawn(
            Turn turn, Session session, IsakmpSa sa, Payload.Notification notification) {
        return notification.spi().length() != 4
                ? Optional.empty()
                : session.childWithInbound(notification.spi().u32(0))
                        .filter(child -> QuickModes.of(session, child).isPresent())
                        .map(child -> Endings.removeChild(turn, session, sa, child, "peer-refused"));
    }

    private static Session deleted(Turn turn, Session session, IsakmpSa sa, Payload.Delete delete) {
        if (delete.protocolId() == Notices.PROTOCOL_ISAKMP) {
            Octets own = Octets.concat(
                    turn.key().initiatorCookie().octets(), sa.responderCookie().octets());
            // Some peers delete another ISAKMP SA under this one: only our own cookies end this session.
            return delete.spis().contains(own) ? Successions.deleted(turn, session, sa) : session;
        }
        Optional<IpsecProtocol> protocol = Stream.of(IpsecProtocol.values())
                .filter(known -> known.ikeProtocolId() == delete.protocolId())
                .findFirst();
        Session next = session;
        for (Octets spi : delete.spis()) {
            if (spi.length() == 4 && protocol.isPresent()) {
                // One half of a bundle without the other protects nothing that was agreed: both go.
                Optional<ChildSa> child = meant(next, protocol.get(), spi.u32(0));
                if (child.isPresent()) {
                    next = Endings.removeChild(turn, next, sa, child.get(), "peer-deleted");
                } else {
                    Estates.deletedElsewhere(turn, next, sa, protocol.get(), spi.u32(0));
                }
            }
        }
        return next;
    }

    /** RFC 2408 3.15: the sender's inbound SPI, so our outbound one; some peers name the other. */
    static Optional<ChildSa> meant(Session session, IpsecProtocol protocol, long spi) {
        return session.childDeletedAs(protocol, spi);
    }

    /** The peer's verdict on message 5, under the new keys: it has the same pre-shared key, and refuses all the same. */
    private static Session receiveVerdict(
            Turn turn, Session session, Phase1.SentIdentity state, IsakmpHeader header, Octets raw) {
        KeyMaterial material = state.material();
        Protection protection = new Protection(state.agreement().proposal(), material.keys());
        Octets iv = KeyDerivation.exchangeIv(
                state.agreement().proposal().hash(),
                state.agreement().proposal().cipher(),
                material.iv(),
                header.messageId());
        if (!(Read.encrypted(raw, protection, iv, PayloadRules.PROTECTED_NOTICE)
                        instanceof Read.Good(PayloadChain chain))
                || !protection.hasHash1(header.messageId(), chain)) {
            // Some peers protect their complaint about message 5 with the keys that they have.
            Session same = dropped(
                    turn,
                    session,
                    raw,
                    "unreadable-verdict",
                    "our keys do not open the notify that answers message 5: with pre-shared keys this nearly always"
                            + " means that both ends have different ones");
            return state.mayTryOthers()
                    ? MainModeProof.tryOthers(turn, same, state, "the peer cannot read message 5")
                    : same;
        }
        turn.received(state, raw, "INFO", Messages.text(true, chain));
        return error(chain)
                .map(type -> Handshakes.fail(
                        turn,
                        session,
                        state.association(),
                        "peer-refused",
                        "the peer answers message 5 with " + NotifyType.nameOf(type)))
                .orElse(session);
    }

    /** The name of an error that came in clear. Anybody may have sent it: it only says why, should silence follow. */
    private static Optional<String> hint(Turn turn, Session session, Octets raw) {
        if (!(Read.clear(raw, PayloadRules.OPEN_NOTICE) instanceof Read.Good(PayloadChain chain))) {
            turn.drop(session.phase1(), raw, "unprotected-notice", "a notify that cannot be read");
            return Optional.empty();
        }
        turn.received(session.phase1(), raw, "INFO", Messages.text(false, chain));
        return error(chain).map(NotifyType::nameOf);
    }

    private static Optional<Integer> error(PayloadChain chain) {
        return chain.all(Payload.Notification.class).stream()
                .map(Payload.Notification::notifyType)
                .filter(NotifyType::isError)
                .findFirst();
    }

    private static Session unproved(Turn turn, Session session, Octets raw) {
        return dropped(turn, session, raw, "unprotected-notice", "nobody has proved who he is yet");
    }

    private static Session dropped(Turn turn, Session session, Octets raw, String reason, String text) {
        turn.drop(session.phase1(), raw, reason, text);
        return session;
    }
}
