package io.ikebus.negotiator.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is settled between phase 1 and Quick Mode.
 *
 * <pre>
 * USER ──XAUTH──▶ ADDRESS ──Mode Config──▶ OPEN
 * </pre>
 *
 * @param stage what is being settled
 * @param user of the peer, whom the vault has verified
 * @param address that has been given, by us or to us
 * @param initialContact whether the peer has said meanwhile that it has no other SA
 * @param nudge the last message of phase 1, sent again until the peer goes on: it may not have got it
 * @param until how long the stage may take
 * @param transactions under way or finished lately
 * @param claiming whether an address has been claimed, so that it has to be released
 * @param held the peer's question for an address that is not granted yet
 */
public record Configuration(
        Stage stage,
        @Nullable String user,
        @Nullable IpAddress address,
        boolean initialContact,
        @Nullable Retransmission nudge,
        @Nullable Instant until,
        List<Transaction> transactions,
        boolean claiming,
        @Nullable Held held) {
    /** Nothing to settle. */
    public static final Configuration OPEN =
            new Configuration(Stage.OPEN, null, null, false, null, null, List.of(), false, null);

    public Configuration {
        transactions = List.copyOf(transactions);
    }

    /** In their order; a connection that wants nothing of a kind passes over it. */
    public enum Stage {
        /** The server waits for a user, the client for its question. */
        USER,
        /** The client waits for an address, the server for its question. */
        ADDRESS,
        /** Quick Modes may begin. */
        OPEN
    }

    @JsonIgnore
    public boolean isOpen() {
        return stage == Stage.OPEN;
    }

    Optional<Instant> deadline() {
        return Stream.of(
                        Stream.ofNullable(nudge).map(Retransmission::next),
                        Stream.ofNullable(until),
                        transactions.stream().map(Transaction::deadline))
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    public Optional<Transaction> transaction(int messageId) {
        return transactions.stream().filter(t -> t.messageId() == messageId).findFirst();
    }

    /** A datagram that waits. */
    public record Held(DatagramHeaders headers, Octets message) {}

    /** The next stage, which may last until then. */
    public Configuration at(Stage next, @Nullable Instant end) {
        return new Configuration(next, user, address, initialContact, null, end, transactions, claiming, held);
    }

    public Configuration ofUser(String name) {
        return new Configuration(stage, name, address, initialContact, nudge, until, transactions, claiming, held);
    }

    public Configuration withAddress(IpAddress given) {
        return new Configuration(stage, user, given, initialContact, nudge, until, transactions, claiming, held);
    }

    public Configuration afterInitialContact(boolean said) {
        return new Configuration(stage, user, address, said, nudge, until, transactions, claiming, held);
    }

    public Configuration nudging(@Nullable Retransmission message) {
        return new Configuration(stage, user, address, initialContact, message, until, transactions, claiming, held);
    }

    public Configuration claimed() {
        return new Configuration(stage, user, address, initialContact, nudge, until, transactions, true, held);
    }

    public Configuration holding(@Nullable Held question) {
        return new Configuration(stage, user, address, initialContact, nudge, until, transactions, claiming, question);
    }

    /** With this transaction, in place of the one with the same message ID. */
    public Configuration with(Transaction next) {
        List<Transaction> all = new ArrayList<>(transactions);
        all.removeIf(t -> t.messageId() == next.messageId());
        all.add(next);
        return with(all);
    }

    public Configuration without(Transaction gone) {
        return with(transactions.stream()
                .filter(t -> t.messageId() != gone.messageId())
                .toList());
    }

    private Configuration with(List<Transaction> all) {
        return new Configuration(stage, user, address, initialContact, nudge, until, all, claiming, held);
    }
}
