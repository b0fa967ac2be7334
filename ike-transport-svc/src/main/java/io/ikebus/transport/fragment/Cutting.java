package io.ikebus.transport.fragment;

import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.Datagram;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what is too large for one datagram into fragments, where the peer has said that it puts them together. Datagrams
 * that IP would have to cut are lost in many networks, and with certificates messages are that large.
 */
public final class Cutting {
    /** IPv6's smallest MTU without the headers of IPv6 and UDP and the non-ESP marker. */
    static final int LARGEST_DATAGRAM = 1280 - 40 - 8 - 4;

    /** ISAKMP header, and header of the fragment payload with its own four octets. */
    private static final int OVERHEAD = IsakmpHeader.LENGTH + 8;

    private static final int LARGEST_PIECE = LARGEST_DATAGRAM - OVERHEAD;
    /** Known peers give every message the same one. */
    private static final int ID = 1;

    private Cutting() {}

    /** @param header of {@code datagram} */
    public static List<Datagram> cut(Datagram datagram, IsakmpHeader header) {
        Octets message = datagram.message();
        if (message.length() <= LARGEST_DATAGRAM) {
            return List.of(datagram);
        }
        // Fewer than any number that does not fit its octet: a message has 65535 octets at most.
        int count = (message.length() + LARGEST_PIECE - 1) / LARGEST_PIECE;
        List<Datagram> fragments = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            int from = (number - 1) * LARGEST_PIECE;
            Octets piece = message.slice(from, Math.min(message.length(), from + LARGEST_PIECE));
            fragments.add(new Datagram(
                    datagram.local(),
                    datagram.remote(),
                    datagram.marked(),
                    datagram.at(),
                    fragment(header, number, number == count, piece)));
        }
        return fragments;
    }

    /** Field experience: exchange type of phase 1, message ID 0 and no flags, whatever the message is. */
    private static Octets fragment(IsakmpHeader of, int number, boolean last, Octets piece) {
        PayloadChain chain = PayloadChain.of(Payload.Fragment.of(ID, number, last, piece));
        IsakmpHeader header = new IsakmpHeader(
                of.initiatorCookie(),
                of.responderCookie(),
                chain.firstType(),
                of.exchangeType() == ExchangeType.AGGRESSIVE_MODE
                        ? ExchangeType.AGGRESSIVE_MODE
                        : ExchangeType.MAIN_MODE,
                0,
                0,
                0);
        return Octets.concat(header.withBody(chain.encoded().length()).encode(), chain.encoded());
    }
}
