package io.ikebus.negotiator.exchange;

import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;

/** A message whose payloads are as the rules want them, or what is wrong with it. */
sealed interface Read {
    record Good(PayloadChain chain) implements Read {}

    record Bad(Fault fault) implements Read {}

    static Read clear(Octets message, PayloadRules rules) {
        return checked(IsakmpMessage.decode(message).map(IsakmpMessage::chain), rules);
    }

    static Read encrypted(Octets message, Protection protection, Octets iv, PayloadRules rules) {
        return checked(IsakmpHeader.decode(message).then(header -> protection.open(iv, header, message)), rules);
    }

    private static Read checked(Decoded<PayloadChain> decoded, PayloadRules rules) {
        return switch (decoded) {
            case Decoded.Refused<PayloadChain> refused -> new Bad(Fault.of(refused));
            case Decoded.Accepted<PayloadChain>(PayloadChain chain) ->
                rules.check(chain).<Read>map(Bad::new).orElseGet(() -> new Good(chain));
        };
    }
}
