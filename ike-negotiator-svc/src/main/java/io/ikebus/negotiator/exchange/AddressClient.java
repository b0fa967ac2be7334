package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.configuration.AddressAttributes;
import io.ikebus.negotiator.configuration.MessageType;
import io.ikebus.negotiator.connection.Connection.Addresses;
import io.ikebus.negotiator.connection.Connection.Way;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Configuration.Stage;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.Transaction;
import io.ikebus.protocol.bus.IpAddress;
import java.util.Optional;

/** Mode Config as the one that is given an address; the exchange lines are {@link AddressServer}'s. */
final class AddressClient {
    private AddressClient() {}

    static Session ask(Turn turn, Session session) {
        return Transactions.ask(
                turn,
                session,
                MessageType.REQUEST,
                AddressAttributes.request(QuickModes.sa(session).features().unity()),
                Transaction.Purpose.ADDRESS_WANTED,
                "CFG REQUEST");
    }

    static Session answered(Turn turn, Session session, Transaction.Asked asked, Transactions.Message message) {
        Session next = Transactions.done(turn, session, asked, message, "CFG REPLY");
        AddressAttributes given = new AddressAttributes(message.all());
        if (given.address().isEmpty()) {
            turn.output(new Output.Count("failed-no-address"));
            return Endings.end(turn, next, QuickModes.sa(next), true, "no-address");
        }
        return take(turn, next, given);
    }

    /** The server tells. What it tells later changes nothing: children have been made with the first address. */
    static Session told(Turn turn, Session session, Addresses addresses, Transactions.Message message) {
        AddressAttributes given = new AddressAttributes(message.all());
        if (addresses.way() != Way.PUSH
                || Stages.configuration(session).stage() != Stage.ADDRESS
                || given.address().isEmpty()) {
            return Transactions.dropped(
                    turn, session, message.raw(), "unexpected-message", "this is not the time for an address");
        }
        Session heard = Transactions.heard(turn, session, message, "CFG SET");
        Session next = Transactions.answer(turn, heard, message, given.acknowledgement(), "CFG ACK");
        return take(turn, next, given);
    }

    private static Session take(Turn turn, Session session, AddressAttributes given) {
        Optional<IpAddress> address = given.address();
        turn.decided(
                session.phase1(),
                "address-given",
                "the peer gives us " + address.map(IpAddress::toString).orElse("nothing") + ", name servers "
                        + given.dns() + ", networks " + given.splitInclude());
        return Stages.open(
                turn,
                address.map(one -> Stages.with(
                                session, Stages.configuration(session).withAddress(one)))
                        .orElse(session));
    }
}
