package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredToken;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Table {@code enrolment_token}. */
@Entity
@Table(name = "enrolment_token")
@SuppressWarnings("NullAway.Init")
public class EnrolmentTokenRow extends PanacheEntityBase {
    @Id
    public String id;

    public String role;
    public String gateway;
    public String names;
    public byte[] digest;
    public String createdBy;
    public Instant createdAt;
    public Instant notAfter;
    public @Nullable String spentBy;
    public byte[] seal;

    void take(StoredToken stored) {
        role = stored.role().toString();
        gateway = stored.gateway();
        names = stored.names();
        digest = stored.digest().toByteArray();
        createdBy = stored.createdBy();
        createdAt = stored.createdAt();
        notAfter = stored.notAfter();
        spentBy = stored.spentBy();
        seal = stored.seal().toByteArray();
    }

    StoredToken stored() {
        return new StoredToken(
                id,
                ServiceRole.parse(role),
                gateway,
                names,
                Octets.copyOf(digest),
                createdBy,
                createdAt,
                notAfter,
                spentBy,
                Octets.copyOf(seal));
    }
}
