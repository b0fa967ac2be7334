package io.ikebus.negotiator.auth;

import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What SKEYID is.
 *
 * @param skeyid as a function of g^xy
 * @param former what else it may be, if the peer has not got the present pre-shared key yet; the likeliest first
 */
public record Keying(UnaryOperator<Secret> skeyid, List<Former> former) {
    public Keying {
        former = List.copyOf(former);
    }

    static Keying of(UnaryOperator<Secret> skeyid) {
        return new Keying(skeyid, List.of());
    }

    /** @param version the name of the version of our credential */
    public record Former(String version, Secret skeyid) {}
}
