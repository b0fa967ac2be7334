package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.configuration.MessageType;
import io.ikebus.negotiator.configuration.UserAttributes;
import io.ikebus.negotiator.connection.Connection.Side;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.Transaction;
import io.ikebus.negotiator.session.Transaction.Purpose;
import io.ikebus.protocol.octets.Octets;
import java.util.Map;
import java.util.Optional;

/**
 * XAUTH as the one that asks (draft-beaulieu-ike-xauth 3).
 *
 * <pre>
 * HDR*, HASH, ATTR(REQUEST, type, name="", password="")   -->
 *                                                         <--  HDR*, HASH, ATTR(REPLY, name, password)
 * HDR*, HASH, ATTR(SET, status)                           -->
 *                                                         <--  HDR*, HASH, ATTR(ACK, status)
 * </pre>
 *
 * <p>One attempt for each ISAKMP SA: who is refused begins anew, and the vault counts.
 */
final class UserServer {
    private UserServer() {}

    static Session ask(Turn turn, Session session) {
        return Transactions.ask(
                turn, session, MessageType.REQUEST, UserAttributes.request(), Purpose.CREDENTIALS, "XAUTH REQUEST");
    }

    /** Name and password have come; the vault knows whether they are right. */
    static Session answered(
            Turn turn, Session session, IsakmpSa sa, Transaction.Asked asked, Transactions.Message message) {
        Optional<String> name = message.user().name();
        Optional<Octets> password = message.user().password();
        if (name.isEmpty()
                || password.isEmpty()
                || Stages.user(turn, session, Side.SERVER).isEmpty()) {
            return refuse(turn, session, asked, message, "no-credentials", "the peer sends no name or no password");
        }
        Optional<VaultAnswer> answer = turn.ask(new VaultQuestion.VerifyUser(
                turn.key().gateway(),
                sa.association().connection(),
                sa.association().remote().address(),
                sa.remoteIdentity(),
                name.get(),
                password.get()));
        if (answer.isEmpty()) {
            return session;
        }
        return switch (answer.get()) {
            case VaultAnswer.OfUser.UserVerified(String credential) ->
                welcome(turn, session, asked, message, name.get(), credential);
            case VaultAnswer.Refused(String reason) ->
                refuse(turn, session, asked, message, reason, "the vault does not take user and password: " + reason);
            case VaultAnswer.Unreachable(String reason) -> Handshakes.unavailable(turn, session, message.raw(), reason);
            case VaultAnswer other -> throw Verdict.unexpected(other);
        };
    }

    private static Session welcome(
            Turn turn,
            Session session,
            Transaction.Asked asked,
            Transactions.Message message,
            String name,
            String credential) {
        Session next = Transactions.done(turn, session, asked, message, "XAUTH REPLY");
        turn.decided(next.phase1(), "user-verified", "the peer is user " + name + ", by credential " + credential);
        Session known = Stages.with(next, Stages.configuration(next).ofUser(name));
        return Transactions.ask(
                turn, known, MessageType.SET, UserAttributes.status(true), Purpose.WELCOME, "XAUTH SET");
    }

    private static Session refuse(
            Turn turn,
            Session session,
            Transaction.Asked asked,
            Transactions.Message message,
            String reason,
            String sentence) {
        Session next = Transactions.done(turn, session, asked, message, "XAUTH REPLY");
        IsakmpSa sa = QuickModes.sa(next);
        turn.output(new Output.Count("failed-" + reason));
        turn.decided(next.phase1(), reason, sentence);
        turn.announce(
                "ike.user-refused",
                sa.association().connection(),
                sa.responderCookie() + "/user-refused",
                Map.of(
                        "reason", reason,
                        "remote", sa.association().remote().toString(),
                        "remoteIdentity", sa.remoteIdentity()));
        return Transactions.ask(
                turn, next, MessageType.SET, UserAttributes.status(false), Purpose.REFUSAL, "XAUTH SET");
    }

    static Session welcomed(Turn turn, Session session, Transaction.Asked asked, Transactions.Message message) {
        Session next = Transactions.done(turn, session, asked, message, "XAUTH ACK");
        return Stages.afterUser(turn, next);
    }

    static Session refused(Turn turn, Session session, Transaction.Asked asked, Transactions.Message message) {
        Session next = Transactions.done(turn, session, asked, message, "XAUTH ACK");
        return Endings.end(turn, next, QuickModes.sa(next), true, "user-refused");
    }
}
