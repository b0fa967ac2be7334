package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a session wants of its gateway's address pools, on {@link Topics#LEASES}; {@link IkeCommand.Lease} answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LeaseRequest.Claim.class, name = "claim"),
    @JsonSubTypes.Type(value = LeaseRequest.Release.class, name = "release")
})
public sealed interface LeaseRequest {
    int VERSION = 1;

    SessionKey session();

    /**
     * An address out of the pool, for as long as the session lives.
     *
     * @param owner who gets the same address again, if it is free
     * @param pool networks
     */
    record Claim(int v, SessionKey session, String owner, List<IpPrefix> pool, Instant at) implements LeaseRequest {
        public Claim {
            Objects.requireNonNull(session);
            Objects.requireNonNull(owner);
            pool = List.copyOf(pool);
            Objects.requireNonNull(at);
        }
    }

    /** The session is over: its address is free. */
    record Release(int v, SessionKey session, Instant at) implements LeaseRequest {
        public Release {
            Objects.requireNonNull(session);
            Objects.requireNonNull(at);
        }
    }
}
