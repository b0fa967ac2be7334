package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.configuration.UserAttributes;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Side;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.Optional;

/** XAUTH as the one that is asked; the exchange lines are {@link UserServer}'s. The password comes from the vault. */
final class UserClient {
    private UserClient() {}

    static Session asked(Turn turn, Session session, IsakmpSa sa, Transactions.Message message) {
        Optional<Connection.User> user = Stages.user(turn, session, Side.CLIENT);
        String name = user.map(Connection.User::name).orElse(null);
        if (name == null) {
            return Transactions.dropped(
                    turn, session, message.raw(), "unexpected-message", "nobody is to be asked who we are");
        }
        if (!message.user().asksForPassword()) {
            return decline(turn, session, message, "the peer asks for more than a name and a password");
        }
        Optional<VaultAnswer> answer = turn.ask(new VaultQuestion.PasswordOf(
                turn.key().gateway(),
                sa.association().connection(),
                sa.association().remote().address(),
                sa.remoteIdentity(),
                name));
        if (answer.isEmpty()) {
            return session;
        }
        return switch (answer.get()) {
            case VaultAnswer.OfUser.Password(Secret password, String credential) -> {
                turn.decided(session.phase1(), "credential", "the vault gave the password of credential " + credential);
                yield reply(turn, session, message, name, password);
            }
            case VaultAnswer.Refused(String reason) ->
                decline(turn, session, message, "the vault gives no password: " + reason);
            case VaultAnswer.Unreachable(String reason) -> Handshakes.unavailable(turn, session, message.raw(), reason);
            case VaultAnswer other -> throw Verdict.unexpected(other);
        };
    }

    private static Session reply(
            Turn turn, Session session, Transactions.Message message, String name, Secret password) {
        Session heard = Transactions.heard(turn, session, message, "XAUTH REQUEST");
        Octets value = Octets.wrap(password.with(byte[]::clone));
        return Transactions.answer(turn, heard, message, message.user().reply(name, value), "XAUTH REPLY");
    }

    private static Session decline(Turn turn, Session session, Transactions.Message message, String why) {
        Session heard = Transactions.heard(turn, session, message, "XAUTH REQUEST");
        turn.decided(heard.phase1(), "user-declined", why);
        return Transactions.answer(turn, heard, message, UserAttributes.status(false), "XAUTH REPLY");
    }

    /** The server's verdict. */
    static Session told(Turn turn, Session session, IsakmpSa sa, Transactions.Message message) {
        if (Stages.user(turn, session, Side.CLIENT).isEmpty()) {
            return Transactions.dropped(
                    turn, session, message.raw(), "unexpected-message", "nobody is to be told who we are");
        }
        boolean welcome = message.user().isWelcome();
        Session heard = Transactions.heard(turn, session, message, "XAUTH SET");
        Session next = Transactions.answer(turn, heard, message, UserAttributes.status(welcome), "XAUTH ACK");
        if (welcome) {
            return Stages.afterUser(turn, next);
        }
        return Handshakes.fail(
                turn, next, sa.association(), "user-refused", "the peer does not take our user and password");
    }
}
