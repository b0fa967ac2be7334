package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.engine.VaultQuestion;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Association;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;
import org.jspecify.annotations.Nullable;

/** Authentication with a pre-shared key, RFC 2409 5.4. */
public final class PreSharedKey {
    private PreSharedKey() {}

    /**
     * The question for SKEYID. In Main Mode the key is chosen before the peer has named itself, so by its address; the
     * connection's identity counts only where it is one identity and not a pattern.
     */
    public static VaultQuestion question(
            GatewayId gateway,
            Association association,
            Connection connection,
            Agreement agreement,
            Octets ni,
            Octets nr) {
        return new VaultQuestion.SkeyidFromPsk(
                gateway,
                connection.name(),
                association.remote().address(),
                connection.local().identity(),
                exact(connection.peer().identity()),
                agreement.proposal().hash().name(),
                ni,
                nr);
    }

    private static @Nullable String exact(String pattern) {
        return pattern.contains("*") ? null : pattern;
    }
}
