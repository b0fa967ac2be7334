package io.ikebus.negotiator.auth;

import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one end puts into the key exchange: Main Mode 3 and 4, Aggressive Mode 1 and 2.
 *
 * @param publicValue body of the KE payload, in clear
 * @param nonce body of the nonce payload, in clear
 * @param identity null where a later message tells it
 */
public record Contribution(Octets publicValue, Octets nonce, Payload.@Nullable Identification identity) {

    /** The payloads as they are, and the message's other ones behind them. */
    List<Payload> inClear(List<Payload> others) {
        List<Payload> payloads =
                new ArrayList<>(List.of(new Payload.KeyExchange(publicValue), new Payload.Nonce(nonce)));
        if (identity != null) {
            payloads.add(identity);
        }
        payloads.addAll(others);
        return payloads;
    }

    /** What a message holds in clear; its rules have been checked. */
    static Contribution of(PayloadChain received) {
        Optional<Payload.Identification> identity = received.only(Payload.Identification.class);
        return new Contribution(
                received.only(Payload.KeyExchange.class).orElseThrow().body(),
                received.only(Payload.Nonce.class).orElseThrow().body(),
                identity.orElse(null));
    }
}
