package io.ikebus.vault.enrolled;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that the vault has issued, as it lies in the database.
 *
 * @param serial 32 hex digits
 * @param authority id of the one that signed it
 * @param names alternative names, separated by commas
 * @param certificate DER
 * @param keyDigest SHA-256 of its SubjectPublicKeyInfo
 * @param origin what it was given for: a token's id, or the serial of the certificate that it renews; empty if that one
 *     is not of the vault
 * @param revocation null as long as it is good
 * @param seal nothing, bound to everything else here
 */
public record StoredServiceCertificate(
        String serial,
        String authority,
        ServiceRole role,
        String gateway,
        String names,
        Octets certificate,
        Octets keyDigest,
        String origin,
        Instant issuedAt,
        Instant notAfter,
        @Nullable Revocation revocation,
        Octets seal) {

    /** Since when, and why. */
    public record Revocation(Instant at, RevocationReason reason) {}

    public Octets binding() {
        return RowBinding.of(
                "service_certificate",
                serial,
                authority,
                role,
                gateway,
                names,
                certificate.hex(),
                keyDigest.hex(),
                origin,
                issuedAt,
                notAfter,
                revocation == null ? "" : revocation.at(),
                revocation == null ? "" : revocation.reason());
    }

    public StoredServiceCertificate withSeal(Octets other) {
        return new StoredServiceCertificate(
                serial,
                authority,
                role,
                gateway,
                names,
                certificate,
                keyDigest,
                origin,
                issuedAt,
                notAfter,
                revocation,
                other);
    }

    /** Its seal is to be made anew. */
    public StoredServiceCertificate revoked(Revocation since) {
        return new StoredServiceCertificate(
                serial,
                authority,
                role,
                gateway,
                names,
                certificate,
                keyDigest,
                origin,
                issuedAt,
                notAfter,
                since,
                Octets.EMPTY);
    }

    public boolean isRevoked() {
        return revocation != null;
    }

    /** {@code agent:east}. */
    public String commonName() {
        return role + ":" + gateway;
    }
}
