package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.configuration.MessageType;
import io.ikebus.negotiator.configuration.UserAttributes;
import io.ikebus.negotiator.connection.Connection.Addresses;
import io.ikebus.negotiator.connection.Connection.Side;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Configuration;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.Transaction;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Transaction exchange (draft-dukes-ike-mode-cfg 3): a question and its answer under a message ID of their own. Who
 * asks sends again until there is an answer; who answers, answers the same question with the same bytes.
 *
 * <pre>
 * HDR*, HASH, ATTR(REQUEST)   -->
 *                             <--  HDR*, HASH, ATTR(REPLY)
 * HDR*, HASH, ATTR(SET)       -->
 *                             <--  HDR*, HASH, ATTR(ACK)
 * </pre>
 *
 * <p>{@code HASH = prf(SKEYID_a, M-ID | ATTR)}, and the first IV is made as Quick Mode's is; phase 1's last block stays as
 * it is.
 */
public final class Transactions {
    private static final Duration REPEATS_FOR = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 16;

    private Transactions() {}

    /** A message of exchange type 6 whose header is in order and that came over the session's path. */
    public static Session receive(Turn turn, Session session, DatagramHeaders headers, int messageId, Octets raw) {
        if (session.phase1() instanceof Aggressive.Replied replied) {
            return AggressiveProof.receiveEarly(turn, session, replied, raw);
        }
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return dropped(turn, session, raw, "no-isakmp-sa", "a Transaction before phase 1 is done");
        }
        Optional<Transaction> known = sa.configuration().transaction(messageId);
        if (known.isEmpty() && (messageId == 0 || sa.usedMessageIds().contains(messageId))) {
            return dropped(turn, session, raw, "used-message-id", "the message ID is zero or has been used");
        }
        if (known.isPresent()
                && known.get() instanceof Transaction.Answered done
                && done.answered().knows(Messages.digest(raw))) {
            return repeat(turn, session, sa, done.answered(), raw);
        }
        Octets iv = known.map(Transactions::iv).orElseGet(() -> Protection.firstIv(sa, messageId));
        Protection protection = Protection.of(sa);
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, iv, PayloadRules.TRANSACTION)) {
            case Read.Bad(Fault fault) -> {
                return dropped(turn, session, raw, fault.reason(), fault.detail());
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        if (!protection.hasHash1(messageId, chain)) {
            return dropped(turn, session, raw, "wrong-hash", "the hash does not hold");
        }
        Message message = new Message(
                messageId,
                chain.only(Payload.Attributes.class).orElseThrow(),
                Messages.text(true, chain),
                headers,
                raw);
        return known.isPresent() && known.get() instanceof Transaction.Asked asked
                ? answered(turn, session, sa, asked, message)
                : asked(turn, session, sa, message);
    }

    /** A message that its sender has proved to have sent. */
    record Message(int id, Payload.Attributes attributes, String text, DatagramHeaders headers, Octets raw) {
        List<Attribute> all() {
            return attributes.attributes();
        }

        UserAttributes user() {
            return UserAttributes.in(all());
        }
    }

    private static Octets iv(Transaction transaction) {
        return switch (transaction) {
            case Transaction.Asked asked -> asked.iv();
            case Transaction.Answered answered -> answered.iv();
        };
    }

    private static Session repeat(Turn turn, Session session, IsakmpSa sa, Answered last, Octets raw) {
        turn.repeated(session.phase1(), raw, "repeated", "this message has been taken in before");
        if (last.isLast(Messages.digest(raw))) {
            turn.repeat(sa.association(), last.answer(), "repeated", "the same answer again");
        }
        return session;
    }

    /** The peer asks or tells. */
    private static Session asked(Turn turn, Session session, IsakmpSa sa, Message message) {
        int type = message.attributes().messageType();
        boolean ofUser = message.user().isPresent();
        if (type == MessageType.REQUEST && ofUser) {
            return UserClient.asked(turn, session, sa, message);
        }
        if (type == MessageType.SET && ofUser) {
            return UserClient.told(turn, session, sa, message);
        }
        Optional<Addresses> gives = Stages.addresses(turn, session, Side.SERVER);
        if (type == MessageType.REQUEST && gives.isPresent()) {
            return AddressServer.asked(turn, session, gives.get(), message);
        }
        Optional<Addresses> takes = Stages.addresses(turn, session, Side.CLIENT);
        if (type == MessageType.SET && takes.isPresent()) {
            return AddressClient.told(turn, session, takes.get(), message);
        }
        return dropped(
                turn, session, message.raw(), "unexpected-message", MessageType.nameOf(type) + " is not waited for");
    }

    /** The peer answers us. The identifier is not compared: strongSwan leaves it zero, and the message ID tells enough. */
    private static Session answered(Turn turn, Session session, IsakmpSa sa, Transaction.Asked asked, Message message) {
        boolean request =
                switch (asked.purpose()) {
                    case CREDENTIALS, ADDRESS_WANTED -> true;
                    case WELCOME, REFUSAL, ADDRESS_GIVEN -> false;
                };
        int expected = request ? MessageType.REPLY : MessageType.ACK;
        if (message.attributes().messageType() != expected) {
            return dropped(
                    turn,
                    session,
                    message.raw(),
                    "unexpected-message",
                    MessageType.nameOf(message.attributes().messageType()) + " in the place of "
                            + MessageType.nameOf(expected));
        }
        return switch (asked.purpose()) {
            case CREDENTIALS -> UserServer.answered(turn, session, sa, asked, message);
            case WELCOME -> UserServer.welcomed(turn, session, asked, message);
            case REFUSAL -> UserServer.refused(turn, session, asked, message);
            case ADDRESS_WANTED -> AddressClient.answered(turn, session, asked, message);
            case ADDRESS_GIVEN -> AddressServer.acknowledged(turn, session, asked, message);
        };
    }

    /** Asks or tells the peer. */
    static Session ask(
            Turn turn,
            Session session,
            int messageType,
            List<Attribute> attributes,
            Transaction.Purpose purpose,
            String label) {
        IsakmpSa sa = QuickModes.sa(session);
        int messageId = Notices.messageId(turn);
        while (sa.usedMessageIds().contains(messageId)) {
            messageId = Notices.messageId(turn);
        }
        int identifier = turn.environment().random(2).u16(0);
        Protection protection = Protection.of(sa);
        PayloadChain chain =
                protection.withHash1(messageId, List.of(Payload.Attributes.of(messageType, identifier, attributes)));
        Octets message = protection.seal(
                Protection.firstIv(sa, messageId),
                turn.key().initiatorCookie(),
                sa.responderCookie(),
                ExchangeType.TRANSACTION,
                messageId,
                chain);
        turn.send(sa.association(), message, label, Messages.text(true, chain));
        Transaction asked = new Transaction.Asked(
                messageId,
                identifier,
                purpose,
                protection.lastBlock(message),
                Retransmission.first(message, turn.now()));
        return session.with(new Phase1.Established(
                sa.using(messageId).with(sa.configuration().with(asked))));
    }

    /** Answers the peer, and remembers that. */
    static Session answer(Turn turn, Session session, Message message, List<Attribute> attributes, String label) {
        IsakmpSa sa = QuickModes.sa(session);
        Protection protection = Protection.of(sa);
        PayloadChain chain = protection.withHash1(
                message.id(),
                List.of(Payload.Attributes.of(
                        MessageType.answerTo(message.attributes().messageType()),
                        message.attributes().identifier(),
                        attributes)));
        Octets answer = protection.seal(
                protection.lastBlock(message.raw()),
                turn.key().initiatorCookie(),
                sa.responderCookie(),
                ExchangeType.TRANSACTION,
                message.id(),
                chain);
        turn.send(sa.association(), answer, label, Messages.text(true, chain));
        Transaction done = new Transaction.Answered(
                message.id(),
                protection.lastBlock(answer),
                before(sa, message).then(Messages.digest(message.raw()), answer),
                turn.now().plus(REPEATS_FOR));
        Configuration next = sa.configuration().nudging(null).with(done);
        IsakmpSa used = sa.usedMessageIds().contains(message.id()) ? sa : sa.using(message.id());
        return session.with(new Phase1.Established(used.with(bounded(next))));
    }

    private static Answered before(IsakmpSa sa, Message message) {
        return sa.configuration()
                .transaction(message.id())
                .filter(Transaction.Answered.class::isInstance)
                .map(t -> ((Transaction.Answered) t).answered())
                .orElse(Answered.NOTHING);
    }

    /** A peer that asks without end makes us remember no more than the latest. */
    private static Configuration bounded(Configuration configuration) {
        return configuration.transactions().size() <= MOST_REMEMBERED
                ? configuration
                : configuration.without(configuration.transactions().getFirst());
    }

    /** A question has been understood. */
    static Session heard(Turn turn, Session session, Message message, String label) {
        turn.received(session.phase1(), message.raw(), label, message.text());
        return Liveliness.heard(turn, session, message.headers());
    }

    /** The answer is in: the message was the peer's, and our question is done. */
    static Session done(Turn turn, Session session, Transaction.Asked asked, Message message, String label) {
        turn.received(session.phase1(), message.raw(), label, message.text());
        Session heard = Liveliness.heard(turn, session, message.headers());
        IsakmpSa sa = QuickModes.sa(heard);
        return heard.with(
                new Phase1.Established(sa.with(sa.configuration().nudging(null).without(asked))));
    }

    /** What is due by now. */
    static Session pass(Turn turn, Session session) {
        Session next = Stages.pass(turn, session);
        if (!(next.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return next;
        }
        for (Transaction transaction : sa.configuration().transactions()) {
            if (!turn.now().isBefore(transaction.deadline())
                    && next.phase1() instanceof Phase1.Established(IsakmpSa current)) {
                next = switch (transaction) {
                    case Transaction.Asked asked -> again(turn, next, current, asked);
                    case Transaction.Answered answered ->
                        next.with(new Phase1.Established(
                                current.with(current.configuration().without(answered))));
                };
            }
        }
        return next;
    }

    private static Session again(Turn turn, Session session, IsakmpSa sa, Transaction.Asked asked) {
        Optional<Retransmission> next = asked.resend().again(turn.now());
        if (next.isEmpty()) {
            turn.output(new Output.Count("failed-peer-silent"));
            return Endings.end(turn, session, sa, true, "peer-silent");
        }
        turn.repeat(
                sa.association(),
                asked.resend().message(),
                asked.purpose().name(),
                "retransmission " + asked.resend().sent());
        return session.with(new Phase1.Established(sa.with(sa.configuration().with(asked.with(next.get())))));
    }

    static Session dropped(Turn turn, Session session, Octets raw, String reason, String text) {
        turn.drop(session.phase1(), raw, reason, text);
        return session;
    }
}
