package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;

/** An order to the session with this key, on {@link Topics#COMMANDS}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IkeCommand.Initiate.class, name = "initiate"),
    @JsonSubTypes.Type(value = IkeCommand.Terminate.class, name = "terminate")
})
public sealed interface IkeCommand {
    int VERSION = 1;

    SessionKey session();

    /** Negotiate this connection; the session key's cookie was picked by whoever orders it and becomes the initiator's. */
    record Initiate(int v, SessionKey session, String connection, Instant at) implements IkeCommand {
        public Initiate {
            Objects.requireNonNull(session);
            Objects.requireNonNull(connection);
            Objects.requireNonNull(at);
        }
    }

    /**
     * Delete the session and its child SAs, and tell the peer.
     *
     * @param reason a stable code: {@code operator}, {@code connection-deleted}, {@code initial-contact}
     */
    record Terminate(int v, SessionKey session, String reason, Instant at) implements IkeCommand {
        public Terminate {
            Objects.requireNonNull(session);
            Objects.requireNonNull(reason);
            Objects.requireNonNull(at);
        }
    }
}
