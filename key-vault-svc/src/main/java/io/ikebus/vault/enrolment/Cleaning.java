package io.ikebus.vault.enrolment;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredToken;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Write;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what nobody can use any more: tokens and certificates after their end, authorities without certificates. */
@Singleton
public final class Cleaning {
    /** As long it can be asked what became of them. */
    private static final Duration SHOWN = Duration.ofDays(1);

    private final InstantSource clock;

    Cleaning(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether {@link #clean} would change anything. */
    public boolean isDue(Holdings holdings) {
        return over(holdings.enrolled()).findAny().isPresent();
    }

    /** How many went. */
    public Decision<Integer> clean(Holdings before) {
        List<EnrolledWrite> over = over(before.enrolled()).toList();
        Instant now = clock.instant();
        return new Decision<>(
                over.size(),
                over.stream().<Write>map(Write.Enrol::new).toList(),
                over.stream()
                        .map(one -> new AuditEvent(
                                now, "", "enrolment.clean", Outcome.CHANGED, one.id(), "deleted: its time is over"))
                        .toList());
    }

    private Stream<EnrolledWrite> over(Enrolled enrolled) {
        Instant before = clock.instant().minus(SHOWN);
        return Stream.of(
                        enrolled.tokens().values().stream()
                                .filter(token -> token.notAfter().isBefore(before))
                                .map(StoredToken::id)
                                .map(EnrolledWrite.RemoveToken::new),
                        enrolled.certificates().values().stream()
                                .filter(one -> one.notAfter().isBefore(before))
                                .map(StoredServiceCertificate::serial)
                                .map(EnrolledWrite.RemoveCertificate::new),
                        enrolled.authorities().values().stream()
                                .filter(one -> isOver(enrolled, one))
                                .map(StoredAuthority::id)
                                .map(EnrolledWrite.RemoveAuthority::new))
                .flatMap(each -> each);
    }

    private boolean isOver(Enrolled enrolled, StoredAuthority authority) {
        return !enrolled.authority().equals(Optional.of(authority))
                && enrolled.certificates().values().stream()
                        .noneMatch(one -> one.authority().equals(authority.id()));
    }
}
