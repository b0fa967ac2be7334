package io.ikebus.transport;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.Datagram;
import java.time.Instant;

/** ISAKMP messages, as far as this service looks into them. */
public final class Messages {
    public static final Endpoint LOCAL = Endpoint.parse("192.0.2.1:500");
    public static final Endpoint REMOTE = Endpoint.parse("198.51.100.7:500");
    private static final Octets BODY = Octets.ofNumber(0x0102030405060708L, 8);

    private Messages() {}

    public static IsakmpHeader header(long initiator, long responder, int exchange) {
        return new IsakmpHeader(
                new Cookie(initiator),
                new Cookie(responder),
                PayloadType.SA,
                exchange,
                0,
                0,
                IsakmpHeader.LENGTH + BODY.length());
    }

    public static Octets message(IsakmpHeader header) {
        return Octets.concat(header.encode(), BODY);
    }

    /** Main Mode, {@code HDR, SA} from the initiator if {@code responder} is 0. */
    public static Octets mainMode(long initiator, long responder) {
        return message(header(initiator, responder, ExchangeType.MAIN_MODE));
    }

    public static Datagram from(Endpoint remote, Octets message) {
        return new Datagram(LOCAL, remote, false, Instant.EPOCH, message);
    }
}
