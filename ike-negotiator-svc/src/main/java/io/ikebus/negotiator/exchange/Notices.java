package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;

/** Notify and delete, sent in an Informational exchange (RFC 2409 5.7): one message, no answer. */
final class Notices {
    static final int PROTOCOL_ISAKMP = 1;

    private Notices() {}

    /**
     * Tells a peer in clear what is wrong with its message; only where the notify is no longer than what the peer sent,
     * so that nobody can be made an amplifier.
     */
    static void complain(Turn turn, Association to, Cookie responderCookie, Fault fault, Octets about) {
        IsakmpMessage message = IsakmpMessage.of(
                turn.key().initiatorCookie(),
                responderCookie,
                ExchangeType.INFORMATIONAL,
                messageId(turn),
                Payload.Notification.of(PROTOCOL_ISAKMP, fault.notifyType(), Octets.EMPTY, Octets.EMPTY));
        Octets encoded = message.encode();
        if (encoded.length() <= about.length()) {
            turn.send(to, encoded, "INFO", Messages.text(false, message.chain()));
        }
    }

    /** Tells an authenticated peer. */
    static void send(Turn turn, IsakmpSa sa, List<Payload> payloads) {
        int messageId = messageId(turn);
        Protection protection = Protection.of(sa);
        PayloadChain chain = protection.withHash1(messageId, payloads);
        Octets message = protection.seal(
                Protection.firstIv(sa, messageId),
                turn.key().initiatorCookie(),
                sa.responderCookie(),
                ExchangeType.INFORMATIONAL,
                messageId,
                chain);
        turn.send(sa.association(), message, "INFO", Messages.text(true, chain));
    }

    static void notify(Turn turn, IsakmpSa sa, int protocolId, int notifyType, Octets spi) {
        send(turn, sa, List.of(Payload.Notification.of(protocolId, notifyType, spi, Octets.EMPTY)));
    }

    /** A delete names the sender's own inbound SPI (RFC 2408 3.15); a bundle has one of each protocol. */
    static void deleteChild(Turn turn, IsakmpSa sa, ChildSa child) {
        List<Payload> deletes = new ArrayList<>();
        deletes.add(delete(child.protocol(), child.inboundSpi()));
        if (child.bundledAh() != null) {
            deletes.add(delete(IpsecProtocol.AH, child.bundledAh().inboundSpi()));
        }
        send(turn, sa, deletes);
    }

    private static Payload delete(IpsecProtocol protocol, long spi) {
        return Payload.Delete.of(protocol.ikeProtocolId(), List.of(Octets.ofNumber(spi, 4)));
    }

    /** The SPI of an ISAKMP SA is its pair of cookies (RFC 2408 3.15). */
    static void deleteIsakmpSa(Turn turn, IsakmpSa sa) {
        Octets spi = Octets.concat(
                turn.key().initiatorCookie().octets(), sa.responderCookie().octets());
        send(turn, sa, List.of(Payload.Delete.of(PROTOCOL_ISAKMP, List.of(spi))));
    }

    /** RFC 2409 5.5, RFC 2408 3.1: unique and, unlike phase 1's, not zero. */
    static int messageId(Turn turn) {
        int id = 0;
        while (id == 0) {
            id = (int) turn.environment().random(4).u32(0);
        }
        return id;
    }
}
