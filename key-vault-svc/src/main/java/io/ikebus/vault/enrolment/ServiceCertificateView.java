package io.ikebus.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.enrolled.RevocationReason;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredServiceCertificate.Revocation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param origin what it was given for: a token's id, or the serial of the one that it renews
 * @param revokedAt absent as long as it is good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceCertificateView(
        String serial,
        ServiceRole role,
        String gateway,
        List<String> names,
        String authority,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String origin,
        Instant issuedAt,
        Instant notAfter,
        @Nullable Instant revokedAt,
        @Nullable RevocationReason reason) {

    static ServiceCertificateView of(StoredServiceCertificate stored) {
        Revocation revocation = stored.revocation();
        return new ServiceCertificateView(
                stored.serial(),
                stored.role(),
                stored.gateway(),
                Names.split(stored.names()),
                stored.authority(),
                stored.origin(),
                stored.issuedAt(),
                stored.notAfter(),
                revocation == null ? null : revocation.at(),
                revocation == null ? null : revocation.reason());
    }
}
