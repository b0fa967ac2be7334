package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.RevocationReason;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredServiceCertificate.Revocation;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Table {@code service_certificate}. */
@Entity
@Table(name = "service_certificate")
@SuppressWarnings("NullAway.Init")
public class ServiceCertificateRow extends PanacheEntityBase {
    @Id
    public String serial;

    public String authority;
    public String role;
    public String gateway;
    public String names;
    public byte[] certificate;
    public byte[] keyDigest;
    public String origin;
    public Instant issuedAt;
    public Instant notAfter;
    public @Nullable Instant revokedAt;
    public @Nullable String revocationReason;
    public byte[] seal;

    void take(StoredServiceCertificate stored) {
        authority = stored.authority();
        role = stored.role().toString();
        gateway = stored.gateway();
        names = stored.names();
        certificate = stored.certificate().toByteArray();
        keyDigest = stored.keyDigest().toByteArray();
        origin = stored.origin();
        issuedAt = stored.issuedAt();
        notAfter = stored.notAfter();
        @Nullable Revocation revocation = stored.revocation();
        revokedAt = revocation == null ? null : revocation.at();
        revocationReason = revocation == null ? null : revocation.reason().toString();
        seal = stored.seal().toByteArray();
    }

    StoredServiceCertificate stored() {
        return new StoredServiceCertificate(
                serial,
                authority,
                ServiceRole.parse(role),
                gateway,
                names,
                Octets.copyOf(certificate),
                Octets.copyOf(keyDigest),
                origin,
                issuedAt,
                notAfter,
                revocation(),
                Octets.copyOf(seal));
    }

    private @Nullable Revocation revocation() {
        return revokedAt == null
                ? null
                : new Revocation(revokedAt, RevocationReason.parse(String.valueOf(revocationReason)));
    }
}
