package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.isakmp.Cookie;
import java.util.Objects;

/**
 * Where a session lives: the receiving gateway and the initiator cookie, which stays the same from the first message
 * through every Quick Mode. As text {@code gateway/0011223344556677}; that text is the key on the bus.
 */
public record SessionKey(GatewayId gateway, Cookie initiatorCookie) {

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public SessionKey {
        Objects.requireNonNull(gateway);
        Objects.requireNonNull(initiatorCookie);
    }

    /** @throws IllegalArgumentException if {@code text} has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SessionKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a session key is gateway/cookie");
        }
        return new SessionKey(new GatewayId(text.substring(0, slash)), Cookie.parse(text.substring(slash + 1)));
    }

    @JsonValue
    @Override
    public String toString() {
        return gateway.value() + "/" + initiatorCookie.hex();
    }
}
