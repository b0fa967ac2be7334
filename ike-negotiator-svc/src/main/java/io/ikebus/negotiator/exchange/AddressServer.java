package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.configuration.AddressAttributes;
import io.ikebus.negotiator.configuration.MessageType;
import io.ikebus.negotiator.connection.Connection.Addresses;
import io.ikebus.negotiator.connection.Connection.Side;
import io.ikebus.negotiator.connection.Connection.Way;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Configuration;
import io.ikebus.negotiator.session.Configuration.Held;
import io.ikebus.negotiator.session.Configuration.Stage;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.Transaction;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mode Config as the one that gives (draft-dukes-ike-mode-cfg 3.1). The address is claimed as soon as it is known that one
 * is wanted; a question that comes before the grant waits for it.
 *
 * <pre>
 * pull                                                push
 * HDR*, HASH, ATTR(REQUEST) -->                       <--  HDR*, HASH, ATTR(SET)
 *                           <--  ... ATTR(REPLY)      HDR*, HASH, ATTR(ACK) -->
 * </pre>
 */
final class AddressServer {
    private AddressServer() {}

    static Session claim(Turn turn, Session session, Addresses addresses) {
        IsakmpSa sa = QuickModes.sa(session);
        turn.output(new Output.Lease(new LeaseRequest.Claim(
                LeaseRequest.VERSION,
                turn.key(),
                sa.association().connection() + "/" + sa.owner(),
                addresses.pool(),
                turn.now())));
        return Stages.with(session, sa.configuration().claimed());
    }

    /** The answer to our claim. */
    static Session granted(Turn turn, Session session, @Nullable IpAddress address) {
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            turn.output(new Output.Lease(new LeaseRequest.Release(LeaseRequest.VERSION, turn.key(), turn.now())));
            return session;
        }
        Optional<Addresses> addresses = Stages.addresses(turn, session, Side.SERVER);
        if (sa.configuration().stage() != Stage.ADDRESS || addresses.isEmpty()) {
            return session;
        }
        if (address == null) {
            turn.output(new Output.Count("failed-pool-exhausted"));
            return Endings.end(turn, session, sa, true, "pool-exhausted");
        }
        turn.decided(session.phase1(), "address-granted", address + " is for " + sa.owner());
        Session given = Stages.with(session, sa.configuration().withAddress(address));
        return addresses.get().way() == Way.PUSH ? push(turn, given, addresses.get(), address) : resume(turn, given);
    }

    private static Session push(Turn turn, Session session, Addresses addresses, IpAddress address) {
        boolean unity = QuickModes.sa(session).features().unity();
        return Transactions.ask(
                turn,
                session,
                MessageType.SET,
                AddressAttributes.set(address, gifts(addresses), unity),
                Transaction.Purpose.ADDRESS_GIVEN,
                "CFG SET");
    }

    /** The question that has come too early. */
    private static Session resume(Turn turn, Session session) {
        Held held = Stages.configuration(session).held();
        if (held == null) {
            return session;
        }
        Session next = Stages.with(session, Stages.configuration(session).holding(null));
        int messageId = (int) held.message().u32(IsakmpHeader.LENGTH - 8);
        return Transactions.receive(turn, next, held.headers(), messageId, held.message());
    }

    /** The client asks: for an address, or for something else. */
    static Session asked(Turn turn, Session session, Addresses addresses, Transactions.Message message) {
        Configuration configuration = Stages.configuration(session);
        AddressAttributes wanted = new AddressAttributes(message.all());
        Optional<IpAddress> address = Optional.ofNullable(configuration.address());
        if (wanted.wantsAddress() && address.isEmpty()) {
            if (configuration.stage() != Stage.ADDRESS || addresses.way() != Way.PULL) {
                return Transactions.dropped(
                        turn, session, message.raw(), "unexpected-message", "this is not the time for an address");
            }
            return Stages.with(session, configuration.holding(new Held(message.headers(), message.raw())));
        }
        Session heard = Transactions.heard(turn, session, message, "CFG REQUEST");
        Session next = Transactions.answer(
                turn,
                heard,
                message,
                wanted.reply(
                        wanted.wantsAddress() ? address : Optional.empty(),
                        gifts(addresses),
                        QuickModes.sa(heard).features().unity()),
                "CFG REPLY");
        return wanted.wantsAddress() && configuration.stage() == Stage.ADDRESS ? Stages.open(turn, next) : next;
    }

    static Session acknowledged(Turn turn, Session session, Transaction.Asked asked, Transactions.Message message) {
        Session next = Transactions.done(turn, session, asked, message, "CFG ACK");
        return Stages.configuration(next).stage() == Stage.ADDRESS ? Stages.open(turn, next) : next;
    }

    private static AddressAttributes.Gifts gifts(Addresses addresses) {
        return new AddressAttributes.Gifts(
                addresses.dns(), addresses.splitInclude(), addresses.domain(), addresses.banner());
    }

    /** What is left of it when the session ends. */
    static List<Output> release(Turn turn, IsakmpSa sa) {
        return sa.configuration().claiming()
                ? List.of(new Output.Lease(new LeaseRequest.Release(LeaseRequest.VERSION, turn.key(), turn.now())))
                : List.of();
    }
}
