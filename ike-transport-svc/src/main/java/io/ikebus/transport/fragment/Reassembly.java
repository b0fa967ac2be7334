package io.ikebus.transport.fragment;

import static io.ikebus.transport.datagram.DropReason.FRAGMENT_LIMIT;
import static io.ikebus.transport.datagram.DropReason.FRAGMENT_MALFORMED;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload.Fragment;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Puts fragments together. Asked on one thread.
 *
 * <pre>
 * | ISAKMP header, next payload 132 | next payload 0 (1) | 0 (1) | length (2) | id (2) | number (1) | last (1) | data |
 * </pre>
 *
 * <p>The data, one behind the other, are a whole message with a header of its own. Known peers give every message the
 * same id, so a fragment that contradicts those that are there begins another message.
 */
public final class Reassembly {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_OF_AN_ADDRESS = 8;

    private final int mostMessages;
    private final int largestMessage;
    private final LongSupplier nanoTime;
    /** In the order in which they have begun. */
    private final Map<Key, Pieces> waiting = new LinkedHashMap<>();

    private record Key(Endpoint local, Endpoint remote, Cookie initiator, Cookie responder, int id) {}

    /**
     * @param mostMessages that may wait for fragments at the same time
     * @param largestMessage in octets, put together
     * @param nanoTime as {@link System#nanoTime}
     */
    public Reassembly(int mostMessages, int largestMessage, LongSupplier nanoTime) {
        this.mostMessages = mostMessages;
        this.largestMessage = largestMessage;
        this.nanoTime = nanoTime;
    }

    /** @param header of {@code datagram} */
    public Whole take(Datagram datagram, IsakmpHeader header) {
        if (header.nextPayload() != PayloadType.FRAGMENT) {
            return new Whole.Message(datagram, header);
        }
        return fragment(datagram, header)
                .map(fragment -> keep(datagram, header, fragment))
                .orElseGet(() -> malformed("no fragment with a number from 1 to " + Pieces.MOST));
    }

    // Field experience: the encryption flag is set by some, and means nothing, since it is of the message that was cut.
    private static Optional<Fragment> fragment(Datagram datagram, IsakmpHeader header) {
        return PayloadChain.decode(header.nextPayload(), IsakmpMessage.bodyOf(datagram.message()))
                        instanceof Decoded.Accepted<PayloadChain>(PayloadChain chain)
                ? chain.only(Fragment.class)
                        .filter(fragment -> chain.payloads().size() == 1)
                        .filter(fragment -> fragment.number() >= 1 && fragment.number() <= Pieces.MOST)
                        .filter(fragment -> !fragment.data().isBlank())
                : Optional.empty();
    }

    private Whole keep(Datagram datagram, IsakmpHeader header, Fragment fragment) {
        long now = nanoTime.getAsLong();
        forgetOld(now);
        Key key = new Key(
                datagram.local(),
                datagram.remote(),
                header.initiatorCookie(),
                header.responderCookie(),
                fragment.identifier());
        Pieces pieces = waiting.get(key);
        if (pieces == null || pieces.contradicts(fragment)) {
            waiting.remove(key);
            makeRoom(key);
            pieces = new Pieces(now);
            waiting.put(key, pieces);
        }
        pieces.add(fragment);
        if (pieces.octets() > largestMessage) {
            waiting.remove(key);
            return new Whole.Refused(new Drop(FRAGMENT_LIMIT, "fragments of more than " + largestMessage + " octets"));
        }
        if (!pieces.isWhole()) {
            return new Whole.Waiting();
        }
        waiting.remove(key);
        return whole(datagram, header, pieces);
    }

    private static Whole whole(Datagram last, IsakmpHeader of, Pieces pieces) {
        Datagram datagram = new Datagram(last.local(), last.remote(), last.marked(), last.at(), pieces.joined());
        return switch (IsakmpHeader.decode(datagram.message())) {
            case Decoded.Refused<IsakmpHeader> refused ->
                malformed("put together: " + refused.reason().code() + ", " + refused.detail());
            case Decoded.Accepted<IsakmpHeader>(IsakmpHeader header)
            when header.nextPayload() == PayloadType.FRAGMENT -> malformed("a fragment inside fragments");
            case Decoded.Accepted<IsakmpHeader>(IsakmpHeader header)
            when !header.initiatorCookie().equals(of.initiatorCookie())
                    || !header.responderCookie().equals(of.responderCookie()) ->
                malformed("put together, the message has other cookies than its fragments");
            case Decoded.Accepted<IsakmpHeader>(IsakmpHeader header) -> new Whole.Message(datagram, header);
        };
    }

    private static Whole malformed(String detail) {
        return new Whole.Refused(new Drop(FRAGMENT_MALFORMED, detail));
    }

    private void forgetOld(long now) {
        Iterator<Pieces> oldest = waiting.values().iterator();
        while (oldest.hasNext() && now - oldest.next().begunAt > PATIENCE.toNanos()) {
            oldest.remove();
        }
    }

    /** The oldest of the same address goes first, so that nobody drives out all others. */
    private void makeRoom(Key next) {
        long sameAddress = waiting.keySet().stream()
                .filter(key -> key.remote().address().equals(next.remote().address()))
                .count();
        if (sameAddress >= MOST_OF_AN_ADDRESS) {
            waiting.keySet().stream()
                    .filter(key -> key.remote().address().equals(next.remote().address()))
                    .findFirst()
                    .ifPresent(waiting::remove);
        } else if (waiting.size() >= mostMessages) {
            waiting.keySet().stream().findFirst().ifPresent(waiting::remove);
        }
    }

    /** How many messages wait for fragments. */
    int waiting() {
        return waiting.size();
    }
}
