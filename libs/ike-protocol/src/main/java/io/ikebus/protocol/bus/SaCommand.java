package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Desired state of one SA on {@link Topics#SA_COMMANDS}, keyed by {@link SaId#key}. A tombstone follows when the removal
 * has been confirmed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SaCommand.Install.class, name = "install"),
    @JsonSubTypes.Type(value = SaCommand.Update.class, name = "update"),
    @JsonSubTypes.Type(value = SaCommand.Close.class, name = "close"),
    @JsonSubTypes.Type(value = SaCommand.Remove.class, name = "remove")
})
public sealed interface SaCommand {
    int VERSION = 1;

    SessionKey session();

    SaId id();

    /**
     * Install the SA, then its policies. Idempotent by {@link SaId}.
     *
     * @param policies that this SA brings: an inbound one its {@code in} and {@code forward}, an outbound one its {@code
     *     out}
     * @param sealedKeys KEYMAT, as {@link io.ikebus.protocol.sealing.SaKeySealing} seals it to the gateway's agent
     */
    record Install(
            int v,
            SessionKey session,
            String connection,
            SaId id,
            SaDescription sa,
            List<PolicyDescription> policies,
            Octets sealedKeys,
            Instant at)
            implements SaCommand {
        public Install {
            policies = checked(session, connection, id, sa, policies, sealedKeys, at);
        }
    }

    /** As {@link Install}, over an SA that is there: new lifetimes or another encapsulation. */
    record Update(
            int v,
            SessionKey session,
            String connection,
            SaId id,
            SaDescription sa,
            List<PolicyDescription> policies,
            Octets sealedKeys,
            Instant at)
            implements SaCommand {
        public Update {
            policies = checked(session, connection, id, sa, policies, sealedKeys, at);
        }
    }

    /**
     * Remove the SA and leave its policies: what they match is dropped by the kernel until another SA carries it, and
     * nothing of it leaves in clear. The policies go with {@link Remove}.
     *
     * @param sa as it was installed, and so the policies: an agent that starts anew finds them here
     */
    record Close(
            int v,
            SessionKey session,
            String connection,
            SaId id,
            SaDescription sa,
            List<PolicyDescription> policies,
            String reason,
            Instant at)
            implements SaCommand {
        public Close {
            Objects.requireNonNull(reason);
            policies = checked(session, connection, id, sa, policies, Octets.EMPTY, at);
        }
    }

    /** Remove the SA, and its policies unless another SA has them too. */
    record Remove(int v, SessionKey session, String connection, SaId id, String reason, Instant at)
            implements SaCommand {
        public Remove {
            Objects.requireNonNull(session);
            Objects.requireNonNull(connection);
            Objects.requireNonNull(id);
            Objects.requireNonNull(reason);
            Objects.requireNonNull(at);
        }
    }

    private static List<PolicyDescription> checked(
            SessionKey session,
            String connection,
            SaId id,
            SaDescription sa,
            List<PolicyDescription> policies,
            Octets sealedKeys,
            Instant at) {
        Objects.requireNonNull(session);
        Objects.requireNonNull(connection);
        Objects.requireNonNull(id);
        Objects.requireNonNull(sa);
        Objects.requireNonNull(sealedKeys);
        Objects.requireNonNull(at);
        return List.copyOf(policies);
    }
}
