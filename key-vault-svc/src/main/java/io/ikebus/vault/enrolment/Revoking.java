package io.ikebus.vault.enrolment;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.RevocationReason;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredServiceCertificate.Revocation;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Decides which certificates are no longer good. */
@Singleton
final class Revoking {
    private final Issuing issuing;
    private final InstantSource clock;

    Revoking(Issuing issuing, InstantSource clock) {
        this.issuing = issuing;
        this.clock = clock;
    }

    /**
     * Revokes a certificate, and each that was got by renewing it: who has stolen a key does not keep what he got with
     * it. What is revoked already stays as it is.
     */
    Decision<StoredServiceCertificate> revoke(Holdings before, String serial, RevocationReason reason, String actor) {
        Enrolled enrolled = before.enrolled();
        StoredServiceCertificate first = enrolled.certificates().get(serial);
        if (first == null) {
            throw ProblemException.notFound(
                    "the vault has issued no certificate of this serial that could still be good");
        }
        // The database keeps microseconds, and the seal is bound to what it keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Write> writes = new ArrayList<>();
        List<AuditEvent> events = new ArrayList<>();
        StoredServiceCertificate answer = first;
        for (StoredServiceCertificate one : withRenewals(enrolled, first)) {
            if (!one.isRevoked()) {
                StoredServiceCertificate revoked = issuing.sealed(one.revoked(new Revocation(now, reason)));
                answer = one == first ? revoked : answer;
                writes.add(new Write.Enrol(new EnrolledWrite.SaveCertificate(revoked)));
                events.add(new AuditEvent(
                        now,
                        actor,
                        "service-certificate.revoke",
                        Outcome.CHANGED,
                        one.serial(),
                        "of " + one.commonName() + ": " + reason));
            }
        }
        return new Decision<>(answer, writes, events);
    }

    private static List<StoredServiceCertificate> withRenewals(Enrolled enrolled, StoredServiceCertificate first) {
        List<StoredServiceCertificate> family = new ArrayList<>();
        Deque<StoredServiceCertificate> next = new ArrayDeque<>(List.of(first));
        while (!next.isEmpty()) {
            StoredServiceCertificate one = next.remove();
            family.add(one);
            enrolled.of(one.role(), one.gateway())
                    .filter(other -> other.origin().equals(one.serial()))
                    .forEach(next::add);
        }
        return family;
    }
}
