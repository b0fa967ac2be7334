package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Keeping;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rotation with overlap: the version that is replaced stays good for some time beside the new one, so that both ends need
 * not change at the same moment. It is a row of its own, whose time ends like that of any credential; then it is erased.
 */
@Singleton
public final class FormerVersions {
    /** Each is tried by whoever cannot say which it has: more would be a search. */
    static final int MOST = 3;

    private final CredentialChanges changes;
    private final CredentialRows rows;
    private final InstantSource clock;

    FormerVersions(CredentialChanges changes, CredentialRows rows, InstantSource clock) {
        this.changes = changes;
        this.rows = rows;
        this.clock = clock;
    }

    /** Of all former versions of a credential, those too that cannot be read. */
    static Stream<String> names(Holdings holdings, String name) {
        return Stream.concat(
                holdings.everyFormerOf(name).map(Credential::name),
                holdings.damagedCredentials().stream().filter(one -> Credential.isFormerOf(one, name)));
    }

    /**
     * The next version of a credential; the present one stays good for as long as {@code overlap}, and not longer than it
     * was to be.
     *
     * @throws ProblemException as {@link CredentialChanges#put} does; 409 if there are too many already
     */
    Decision<CredentialChanges.Put> rotate(
            Holdings before, Draft draft, Duration overlap, Precondition precondition, String actor) {
        Credential present = Family.CREDENTIALS.get(before, draft.name());
        Decision<CredentialChanges.Put> put = changes.put(before, draft, precondition, actor, "credential.rotate");
        // What was not used is not kept either.
        if (overlap.isZero() || present.rest(before.moment()).isPresent()) {
            return put;
        }
        if (before.formersOf(present.name()).size() >= MOST) {
            throw new ProblemException(Problem.of(
                    409,
                    "too-many-versions",
                    "former versions "
                            + before.formersOf(present.name()).stream()
                                    .map(one -> String.valueOf(one.stored().version()))
                                    .toList()
                            + " are still good: delete one, or wait until its time is over",
                    null));
        }
        Credential former = former(present, overlap);
        List<Write> writes = new ArrayList<>(put.writes());
        writes.add(new Write.SaveCredential(former));
        List<AuditEvent> events = new ArrayList<>(put.events());
        events.add(new AuditEvent(
                clock.instant(),
                actor,
                "credential.rotate",
                Outcome.CHANGED,
                former.name(),
                "good until " + former.expiresAt().orElseThrow()));
        return new Decision<>(put.answer(), writes, events);
    }

    private Credential former(Credential present, Duration overlap) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StoredCredential stored = present.stored();
        Content content =
                present.content().withKeeping(untilThen(present.content().keeping(), now.plus(overlap)));
        Secret secret = rows.opened(present);
        try {
            StoredCredential former = rows.sealed(
                    UUID.randomUUID(),
                    Credential.formerName(present.name(), stored.version()),
                    stored.type(),
                    stored.version(),
                    present.selectors(),
                    content,
                    stored.createdAt(),
                    now,
                    secret);
            return Credential.of(former, present.selectors(), content);
        } catch (CertificateFault e) {
            throw new IllegalStateException("what is there has been read before", e);
        } finally {
            secret.destroy();
        }
    }

    private static Keeping untilThen(@Nullable Keeping keeping, Instant until) {
        Instant end = keeping == null ? null : keeping.expiresAt();
        return new Keeping(
                false, end != null && end.isBefore(until) ? end : until, keeping == null ? Map.of() : keeping.labels());
    }

    /** A former version's number, deleted. */
    Decision<Long> delete(Holdings before, String name, long version, String actor) {
        String row = Credential.formerName(name, version);
        if (names(before, name).noneMatch(row::equals)) {
            throw ProblemException.notFound("the credential has no former version of this number");
        }
        return new Decision<>(
                version,
                List.of(new Write.RemoveCredential(row)),
                List.of(new AuditEvent(
                        clock.instant(), actor, "credential.delete", Outcome.CHANGED, row, "former version deleted")));
    }

    /** Whether {@link #clean} would change anything. */
    public boolean isDue(Holdings holdings) {
        return over(holdings).findAny().isPresent();
    }

    /** Erases those whose time is over; how many. */
    public Decision<Integer> clean(Holdings before) {
        List<String> over = over(before).toList();
        Instant now = clock.instant();
        return new Decision<>(
                over.size(),
                over.stream().<Write>map(Write.RemoveCredential::new).toList(),
                over.stream()
                        .map(name -> new AuditEvent(
                                now, "", "credential.clean", Outcome.CHANGED, name, "deleted: its time is over"))
                        .toList());
    }

    private static Stream<String> over(Holdings holdings) {
        return holdings.credentials().values().stream()
                .filter(one -> one.isFormer() && one.rest(holdings.moment()).isPresent())
                .map(Credential::name);
    }
}
