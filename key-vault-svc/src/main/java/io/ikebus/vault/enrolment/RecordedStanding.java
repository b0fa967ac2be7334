package io.ikebus.vault.enrolment;

import io.ikebus.vault.access.CertificateStanding;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.certificate.TrustPaths;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.issuing.Encoded;
import io.ikebus.vault.issuing.Serials;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the record says of a certificate. One that names an authority of the vault's own making and is not on record was
 * never issued, or somebody has removed its row: it is refused. Certificates of other authorities are good.
 */
@Singleton
final class RecordedStanding implements CertificateStanding {
    private static final Duration BETWEEN_EVENTS = Duration.ofMinutes(1);
    private static final int MOST_NOTED = 1_000;

    private final HoldingsMemory memory;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Map<String, Instant> noted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_NOTED;
        }
    };

    RecordedStanding(HoldingsMemory memory, AuditTrail audit, InstantSource clock) {
        this.memory = memory;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Standing of(X509Certificate certificate) {
        return of(memory.present().enrolled(), certificate);
    }

    @Override
    public Standing afterALook(X509Certificate certificate) {
        memory.refresh();
        return of(certificate) == Standing.GOOD ? Standing.GOOD : Standing.REVOKED;
    }

    static Standing of(Enrolled enrolled, X509Certificate certificate) {
        String serial = Serials.text(certificate.getSerialNumber());
        StoredServiceCertificate recorded = enrolled.certificates().get(serial);
        if (recorded != null && recorded.certificate().equals(Authorities.der(certificate))) {
            boolean isWithdrawn = !enrolled.authorities().containsKey(recorded.authority());
            return recorded.isRevoked() || isWithdrawn ? Standing.REVOKED : Standing.GOOD;
        }
        if (enrolled.damaged().contains(serial)) {
            return Standing.REVOKED;
        }
        boolean isOurs = enrolled.authorities().values().stream()
                .filter(authority -> !authority.imported())
                .anyMatch(authority -> names(certificate, authority));
        return isOurs ? Standing.UNKNOWN : Standing.GOOD;
    }

    private static boolean names(X509Certificate certificate, StoredAuthority issuer) {
        return certificate
                .getIssuerX500Principal()
                .equals(Encoded.certificate(issuer.certificate()).getSubjectX500Principal());
    }

    /** An event each minute, whatever a service that does not give up sends. */
    @Override
    public void refused(X509Certificate certificate) {
        String serial = Serials.text(certificate.getSerialNumber());
        Instant now = clock.instant();
        synchronized (noted) {
            Instant last = noted.get(serial);
            if (last != null && now.isBefore(last.plus(BETWEEN_EVENTS))) {
                return;
            }
            noted.remove(serial);
            noted.put(serial, now);
        }
        audit.record(new AuditEvent(
                now,
                TrustPaths.shown(certificate.getSubjectX500Principal()),
                "access",
                Outcome.REFUSED,
                serial,
                "the certificate is revoked, or not on record"));
    }
}
