package io.ikebus.protocol.bus;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may see of a session, on {@link Topics#STATUS}; a tombstone follows when the session is gone.
 *
 * @param connection empty as long as none is known
 * @param state as the engine names it, e.g. {@code established}
 * @param localIdentity as text, e.g. {@code west.example}; empty as long as it is not known
 * @param proposal the agreed ISAKMP algorithms as text; empty as long as none are
 * @param failure a stable reason code, if the negotiation failed
 */
public record SessionStatus(
        int v,
        SessionKey session,
        String responderCookie,
        String connection,
        Role role,
        String state,
        @Nullable Endpoint local,
        @Nullable Endpoint remote,
        String localIdentity,
        String remoteIdentity,
        String proposal,
        Instant startedAt,
        @Nullable Instant establishedAt,
        @Nullable Instant expiresAt,
        @Nullable String failure,
        List<Child> children) {
    public static final int VERSION = 1;

    public enum Role {
        INITIATOR,
        RESPONDER
    }

    /**
     * A pair of SAs, or one in the making.
     *
     * @param inboundSpi hex, 8 digits; empty as long as there is none
     */
    public record Child(
            String state,
            IpsecProtocol protocol,
            String transform,
            String inboundSpi,
            String outboundSpi,
            String localSelector,
            String remoteSelector,
            @Nullable Instant installedAt) {
        public Child {
            Objects.requireNonNull(state);
            Objects.requireNonNull(protocol);
            Objects.requireNonNull(transform);
            Objects.requireNonNull(inboundSpi);
            Objects.requireNonNull(outboundSpi);
            Objects.requireNonNull(localSelector);
            Objects.requireNonNull(remoteSelector);
        }
    }

    public SessionStatus {
        Objects.requireNonNull(session);
        Objects.requireNonNull(responderCookie);
        Objects.requireNonNull(connection);
        Objects.requireNonNull(role);
        Objects.requireNonNull(state);
        Objects.requireNonNull(localIdentity);
        Objects.requireNonNull(remoteIdentity);
        Objects.requireNonNull(proposal);
        Objects.requireNonNull(startedAt);
        children = List.copyOf(children);
    }
}
