package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredToken;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Decides what becomes of tokens that nobody has used. */
@Singleton
final class TokenChanges {
    private static final int MOST = 10_000;

    private final Authorities authorities;
    private final RestSealing sealing;
    private final InstantSource clock;

    TokenChanges(Authorities authorities, RestSealing sealing, InstantSource clock) {
        this.authorities = authorities;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** {@code token}, to be spent once; with the first one the authority is made. */
    Decision<StoredToken> create(Holdings before, TokenRequest request, EnrolmentToken token, String actor) {
        if (before.enrolled().tokens().size() >= MOST) {
            throw new ProblemException(Problem.of(
                    409, "too-many-tokens", "there are " + MOST + " tokens already: delete those that are over", null));
        }
        // The database keeps microseconds, and the seal is bound to what it keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StoredToken unsealed = new StoredToken(
                token.id(),
                request.role(),
                request.gateway().value(),
                request.joinedNames(),
                token.digest(),
                actor,
                now,
                now.plus(request.lifetimeOrUsual().span()),
                null,
                Octets.EMPTY);
        StoredToken next = unsealed.withSeal(sealing.sealNothing(unsealed.binding()));
        List<Write> writes = new ArrayList<>();
        List<AuditEvent> events = new ArrayList<>();
        if (before.enrolled().authority().isEmpty()) {
            StoredAuthority made = authorities.presentOrNew(before.enrolled());
            writes.add(new Write.Enrol(new EnrolledWrite.SaveAuthority(made)));
            events.add(new AuditEvent(now, "", "service-authority.make", Outcome.CHANGED, made.id(), "made"));
        }
        writes.add(new Write.Enrol(new EnrolledWrite.SaveToken(next)));
        events.add(new AuditEvent(
                now,
                actor,
                "enrolment-token.create",
                Outcome.CHANGED,
                next.id(),
                "for " + next.role() + ":" + next.gateway() + " until " + next.notAfter()));
        return new Decision<>(next, writes, events);
    }

    /** Its id, deleted. A certificate that it was spent for stays. */
    Decision<String> delete(Holdings before, String id, String actor) {
        if (!before.enrolled().tokens().containsKey(id)
                && !(id.startsWith("et-") && before.enrolled().damaged().contains(id))) {
            throw ProblemException.notFound("there is no token of this id, or no longer");
        }
        return new Decision<>(
                id,
                List.of(new Write.Enrol(new EnrolledWrite.RemoveToken(id))),
                List.of(new AuditEvent(
                        clock.instant(), actor, "enrolment-token.delete", Outcome.CHANGED, id, "deleted")));
    }
}
