package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order to the session with this key, on {@link Topics#COMMANDS}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IkeCommand.Initiate.class, name = "initiate"),
    @JsonSubTypes.Type(value = IkeCommand.Terminate.class, name = "terminate"),
    @JsonSubTypes.Type(value = IkeCommand.Rekey.class, name = "rekey"),
    @JsonSubTypes.Type(value = IkeCommand.Renew.class, name = "renew"),
    @JsonSubTypes.Type(value = IkeCommand.HandOver.class, name = "hand-over"),
    @JsonSubTypes.Type(value = IkeCommand.Adopt.class, name = "adopt"),
    @JsonSubTypes.Type(value = IkeCommand.PassOn.class, name = "pass-on"),
    @JsonSubTypes.Type(value = IkeCommand.PeerDeleted.class, name = "peer-deleted"),
    @JsonSubTypes.Type(value = IkeCommand.Relieve.class, name = "relieve"),
    @JsonSubTypes.Type(value = IkeCommand.Lease.class, name = "lease")
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

    /** Replace SAs before their time: an operator wants new keys. */
    record Rekey(int v, SessionKey session, Scope scope, Instant at) implements IkeCommand {
        public enum Scope {
            /** The ISAKMP SA; its child SAs go over to the new one. */
            ISAKMP_SA,
            /** All child SAs, by a Quick Mode each. */
            CHILD_SAS
        }

        public Rekey {
            Objects.requireNonNull(session);
            Objects.requireNonNull(scope);
            Objects.requireNonNull(at);
        }
    }

    /**
     * Negotiate an ISAKMP SA that is to take the place of {@code renews}, over that one's way to the peer.
     *
     * @param session with a cookie that {@code renews} has picked
     */
    record Renew(
            int v,
            SessionKey session,
            String connection,
            SessionKey renews,
            Endpoint here,
            Endpoint there,
            boolean marked,
            Instant at)
            implements IkeCommand {
        public Renew {
            Objects.requireNonNull(session);
            Objects.requireNonNull(connection);
            Objects.requireNonNull(renews);
            Objects.requireNonNull(here);
            Objects.requireNonNull(there);
            Objects.requireNonNull(at);
        }
    }

    /**
     * {@code to}, which is established between the same identities, asks for the child SAs. The one that is asked
     * decides by what {@code to} says of itself.
     *
     * @param since when {@code to} was established
     * @param role that this gateway has in {@code to}
     * @param there where the peer is for {@code to}
     * @param renewal whether {@code to} was begun to take this one's place
     */
    record HandOver(
            int v,
            SessionKey session,
            SessionKey to,
            String connection,
            Instant since,
            SessionStatus.Role role,
            Endpoint there,
            boolean renewal,
            Instant at)
            implements IkeCommand {
        public HandOver {
            Objects.requireNonNull(session);
            Objects.requireNonNull(to);
            Objects.requireNonNull(connection);
            Objects.requireNonNull(since);
            Objects.requireNonNull(role);
            Objects.requireNonNull(there);
            Objects.requireNonNull(at);
        }
    }

    /**
     * These child SAs are the session's from now on.
     *
     * @param past who had them or was to get them, the last one being who sends this: nobody gets them twice
     * @param children each as the negotiator stores it, without a key; empty if there are none
     * @param more whether {@code from} still makes some
     * @param returned whether they come back from one that was over before they arrived
     */
    record Adopt(
            int v,
            SessionKey session,
            List<SessionKey> past,
            String connection,
            List<Octets> children,
            boolean more,
            boolean returned,
            Instant at)
            implements IkeCommand {
        public Adopt {
            Objects.requireNonNull(session);
            Objects.requireNonNull(connection);
            Objects.requireNonNull(at);
            past = List.copyOf(past);
            children = List.copyOf(children);
            if (past.isEmpty()) {
                throw new IllegalArgumentException("child SAs come from a session");
            }
        }

        /** Who sends this. */
        public SessionKey from() {
            return past.getLast();
        }
    }

    /**
     * What an agent said of an SA to the session that ordered it, and that has handed it over since.
     *
     * @param hops how often it may still be passed on
     */
    record PassOn(int v, SessionKey session, SaOutcome outcome, int hops, Instant at) implements IkeCommand {
        public PassOn {
            Objects.requireNonNull(session);
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(at);
        }
    }

    /**
     * The peer has deleted a child SA that the session which heard it does not have.
     *
     * @param spi as the peer named it
     * @param hops how often a session that has handed its child SAs over may still pass it on
     */
    record PeerDeleted(int v, SessionKey session, IpsecProtocol protocol, long spi, int hops, Instant at)
            implements IkeCommand {
        public PeerDeleted {
            Objects.requireNonNull(session);
            Objects.requireNonNull(protocol);
            Objects.requireNonNull(at);
        }
    }

    /**
     * Another session carries what this one keeps closed for a dead peer.
     *
     * @param child its name within the connection
     * @param localSelector between which addresses, and so {@code remoteSelector}
     */
    record Relieve(
            int v,
            SessionKey session,
            String child,
            AddressRange localSelector,
            AddressRange remoteSelector,
            Instant at)
            implements IkeCommand {
        public Relieve {
            Objects.requireNonNull(session);
            Objects.requireNonNull(child);
            Objects.requireNonNull(localSelector);
            Objects.requireNonNull(remoteSelector);
            Objects.requireNonNull(at);
        }
    }

    /**
     * The answer to a {@link LeaseRequest.Claim}.
     *
     * @param granted null if the pool has none left
     */
    record Lease(int v, SessionKey session, @Nullable IpAddress granted, Instant at) implements IkeCommand {
        public Lease {
            Objects.requireNonNull(session);
            Objects.requireNonNull(at);
        }
    }
}
