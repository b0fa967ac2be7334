package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;

/** Message 3 of Aggressive Mode as initiators send it that do not encrypt it. */
public final class ClearThird {
    private ClearThird() {}

    /**
     * @param sa the initiator's
     * @param first and so on: the messages as they went over the wire
     */
    public static Octets of(IsakmpSa sa, Octets first, Octets second, Octets third) {
        Octets iv = KeyDerivation.firstIv(
                sa.proposal().hash(), sa.proposal().cipher(), publicValue(first), publicValue(second));
        IsakmpHeader header = read(IsakmpHeader.decode(third));
        PayloadChain chain = read(Protection.of(sa).open(iv, header, third));
        return IsakmpMessage.of(
                        header.initiatorCookie(),
                        header.responderCookie(),
                        ExchangeType.AGGRESSIVE_MODE,
                        0,
                        chain.payloads().toArray(Payload[]::new))
                .encode();
    }

    private static Octets publicValue(Octets message) {
        return read(IsakmpMessage.decode(message))
                .chain()
                .only(Payload.KeyExchange.class)
                .orElseThrow()
                .body();
    }

    private static <T> T read(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Accepted<T>(T value) -> value;
            case Decoded.Refused<T> refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
