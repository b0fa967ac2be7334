package io.ikebus.vault.access;

import io.ikebus.protocol.bus.GatewayId;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a request comes from, for decisions and for the record.
 *
 * @param name a certificate's common name, or a token's subject
 * @param gateway that the calling service belongs to
 */
public record Caller(String name, Optional<GatewayId> gateway) {
    static final String GATEWAY = "gateway";

    public static Caller of(SecurityIdentity identity) {
        return new Caller(
                Objects.requireNonNullElse(identity.getPrincipal().getName(), "a token without a subject"),
                Optional.ofNullable(identity.<String>getAttribute(GATEWAY)).map(GatewayId::new));
    }
}
