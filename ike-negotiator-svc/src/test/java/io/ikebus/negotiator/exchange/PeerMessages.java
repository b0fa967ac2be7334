package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.Transaction;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import java.util.List;

/** Makes the first message of an exchange as a peer with a mind of its own would send it under an ISAKMP SA. */
public final class PeerMessages {
    private PeerMessages() {}

    public static Octets first(Session session, int exchangeType, int messageId, Payload... payloads) {
        return first(session, exchangeType, messageId, messageId, payloads);
    }

    /** @param hashed message ID that the hash is made with */
    public static Octets first(Session session, int exchangeType, int messageId, int hashed, Payload... payloads) {
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            throw new IllegalStateException("phase 1 is established");
        }
        Protection protection = Protection.of(sa);
        return protection.seal(
                Protection.firstIv(sa, messageId),
                session.key().initiatorCookie(),
                sa.responderCookie(),
                exchangeType,
                messageId,
                protection.withHash1(hashed, List.of(payloads)));
    }

    /**
     * What answers the only open question of {@code asker}.
     *
     * @param answerer whose keys are used
     */
    public static Octets replyTo(Session asker, Session answerer, int messageType, List<Attribute> attributes) {
        Transaction.Asked asked = QuickModes.sa(asker).configuration().transactions().stream()
                .filter(Transaction.Asked.class::isInstance)
                .map(Transaction.Asked.class::cast)
                .findFirst()
                .orElseThrow();
        IsakmpSa sa = QuickModes.sa(answerer);
        Protection protection = Protection.of(sa);
        return protection.seal(
                asked.iv(),
                answerer.key().initiatorCookie(),
                sa.responderCookie(),
                ExchangeType.TRANSACTION,
                asked.messageId(),
                protection.withHash1(
                        asked.messageId(),
                        List.of(Payload.Attributes.of(messageType, asked.identifier(), attributes))));
    }
}
