package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.proposal.ResponderLifetime;
import io.ikebus.negotiator.proposal.Selection;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;

/**
 * RESPONDER-LIFETIME (RFC 2407 4.6.3.1): a responder repeats the initiator's lifetimes as they are, and says beside them
 * that its own are shorter. Who hears it renews in time.
 */
final class ResponderLifetimes {
    /** Longer than any ISAKMP SA lives. */
    private static final long FOR_EVER_SECONDS = 1L << 31;

    private ResponderLifetimes() {}

    /** As responder, behind the other payloads of message 2: nothing where the offered lifetimes are ours. */
    static List<Payload> of(ChildSa child, Selection.Chosen<?> offered) {
        boolean sooner = child.lifetimeSeconds() < offered.lifetimeSeconds();
        boolean less = child.lifetimeBytes() != 0
                && (offered.lifetimeBytes() == 0 || child.lifetimeBytes() < offered.lifetimeBytes());
        return sooner || less
                ? List.of(Payload.Notification.of(
                        child.protocol().ikeProtocolId(),
                        NotifyType.RESPONDER_LIFETIME,
                        Octets.ofNumber(child.inboundSpi(), 4),
                        new ResponderLifetime(child.lifetimeSeconds(), child.lifetimeBytes()).data()))
                : List.of();
    }

    /** As initiator: the child SA with the limits of a message 2 that has been verified. */
    static ChildSa limit(ChildSa child, PayloadChain answer) {
        ChildSa limited = child;
        for (Payload.Notification notification : answer.all(Payload.Notification.class)) {
            Optional<ResponderLifetime> named = notification.notifyType() == NotifyType.RESPONDER_LIFETIME
                            && notification.protocolId() == child.protocol().ikeProtocolId()
                            && notification.spi().equals(Octets.ofNumber(child.outboundSpi(), 4))
                    ? ResponderLifetime.ofPhase2(notification.data())
                    : Optional.empty();
            if (named.isPresent()) {
                limited = limited.living(
                        Handshakes.lifetimeSeconds(named.get().seconds(), limited.lifetimeSeconds()),
                        NewChildren.smallerLimit(named.get().bytes(), limited.lifetimeBytes()));
            }
        }
        return limited;
    }

    /** As initiator: the ISAKMP SA, with the limit of a notify that came under its protection. */
    static IsakmpSa limit(Turn turn, IsakmpSa sa, Payload.Notification notification) {
        Octets cookies = Octets.concat(
                turn.key().initiatorCookie().octets(), sa.responderCookie().octets());
        boolean aboutThis = sa.association().role() == Role.INITIATOR
                && notification.notifyType() == NotifyType.RESPONDER_LIFETIME
                && notification.protocolId() == Notices.PROTOCOL_ISAKMP
                && (notification.spi().equals(cookies) || notification.spi().isBlank());
        if (!aboutThis) {
            return sa;
        }
        return ResponderLifetime.ofPhase1(notification.data())
                .filter(named -> named.seconds() > 0)
                .map(named ->
                        sa.establishedAt().plusSeconds(Handshakes.lifetimeSeconds(named.seconds(), FOR_EVER_SECONDS)))
                .filter(end -> end.isBefore(sa.expiresAt()))
                .map(sa::expiringAt)
                .orElse(sa);
    }

    /** As {@link #limit(Turn, IsakmpSa, Payload.Notification)}, for all that is in a message. */
    static IsakmpSa limit(Turn turn, IsakmpSa sa, PayloadChain chain) {
        IsakmpSa limited = sa;
        for (Payload.Notification notification : chain.all(Payload.Notification.class)) {
            limited = limit(turn, limited, notification);
        }
        return limited;
    }
}
