package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Decides what becomes of credentials. Each decision is a function of the holdings. */
@Singleton
public final class CredentialChanges {
    private final CredentialRows rows;
    private final InstantSource clock;

    CredentialChanges(CredentialRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * What a PUT did.
     *
     * @param warnings a stable code, a colon, a sentence; nothing of the secret
     */
    public record Put(Credential credential, boolean created, List<String> warnings) {}

    private record Sealed(Credential credential, List<String> warnings) {}

    /**
     * A new credential, or the next version of one. Each PUT makes a version, also one that changes nothing: whoever
     * could see that nothing changed could try secrets until they find the one that is there.
     *
     * @throws ProblemException if it cannot be told from another one, or its parts do not fit each other
     */
    public Decision<Put> put(Holdings before, Draft draft, Precondition precondition, String actor) {
        return put(before, draft, precondition, actor, "credential.put");
    }

    /** @param action what the event says was done */
    public Decision<Put> put(Holdings before, Draft draft, Precondition precondition, String actor, String action) {
        String name = draft.name();
        Optional<Credential> present = Optional.ofNullable(before.credentials().get(name));
        precondition.require(present);
        present.ifPresent(old -> requireCertificates(old, draft));
        present.ifPresent(old -> requireSameToken(old, draft));
        // The database keeps microseconds, and the seal is bound to what it keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Sealed sealed = present.map(old -> sealed(
                        draft,
                        old.stored().id(),
                        old.stored().version() + 1,
                        old.stored().createdAt(),
                        now,
                        secret(draft, () -> kept(old, draft))))
                .orElseGet(
                        () -> sealed(draft, UUID.randomUUID(), 1, now, now, secret(draft, CredentialChanges::missing)));
        Credential next = sealed.credential();
        before.withKeyOfAnotherUsage(next).ifPresent(CredentialChanges::refuseOtherUsage);
        before.ambiguousWith(next).ifPresent(CredentialChanges::refuse);
        List<Write> writes = new ArrayList<>();
        if (before.damagedCredentials().contains(name)) {
            writes.add(new Write.RemoveCredential(name));
        }
        if (present.isPresent() && !present.get().is(draft.type())) {
            // What was something else is no version of this.
            FormerVersions.names(before, name).map(Write.RemoveCredential::new).forEach(writes::add);
        }
        writes.add(new Write.SaveCredential(next));
        AuditEvent event = new AuditEvent(
                now,
                actor,
                action,
                Outcome.CHANGED,
                name,
                "version " + next.stored().version() + (sealed.warnings().isEmpty() ? "" : ", guessable-secret"));
        return new Decision<>(new Put(next, present.isEmpty(), sealed.warnings()), writes, List.of(event));
    }

    /** Its name, deleted, and with it all versions that it has replaced. */
    public Decision<String> delete(Holdings before, String name, Precondition precondition, String actor) {
        Optional<Credential> present = Optional.ofNullable(before.credentials().get(name));
        precondition.require(present);
        if (present.isEmpty() && !before.damagedCredentials().contains(name)) {
            throw ProblemException.notFound("there is no credential of this name");
        }
        AuditEvent event =
                new AuditEvent(clock.instant(), actor, "credential.delete", Outcome.CHANGED, name, "deleted");
        List<Write> writes = new ArrayList<>(List.of(new Write.RemoveCredential(name)));
        FormerVersions.names(before, name).map(Write.RemoveCredential::new).forEach(writes::add);
        return new Decision<>(name, writes, List.of(event));
    }

    /** Not even under the name that it had before. */
    private static void refuseOtherUsage(Credential other) {
        throw new ProblemException(Problem.of(
                409,
                "key-has-another-usage",
                "the key is in the credential " + other.name() + " already, as a "
                        + other.stored().type() + ": a key has one usage. Make another key",
                null));
    }

    private static void refuse(Credential other) {
        throw new ProblemException(Problem.of(
                409,
                "ambiguous-selectors",
                "the credential " + other.name() + " is for the same peers: nobody could tell which of the two to use."
                        + " Give one of them narrower selectors",
                null));
    }

    /** Whoever leaves out the certificates of a key that is in use has forgotten them: it would not be chosen any more. */
    private static void requireCertificates(Credential old, Draft draft) {
        boolean waits = draft.type() == CredentialType.SIGNING_KEY
                && draft.certificates().isEmpty();
        if (waits && old.is(CredentialType.SIGNING_KEY) && !old.awaitsCertificate()) {
            throw ProblemException.field(
                    "certificates",
                    "a signing key that has certificates does not lose them: send them again, or new ones");
        }
    }

    /** What stays where it is has been looked at before; meanwhile it may have moved. */
    private static void requireSameToken(Credential old, Draft draft) {
        if (draft.secret() == null
                && old.is(draft.type())
                && !Objects.equals(old.content().tokenKey(), draft.content().tokenKey())) {
            throw ProblemException.preconditionFailed("the credential's secret has been replaced meanwhile");
        }
    }

    /** The new secret if there is one; of what has none, nothing. */
    private static Secret secret(Draft draft, Supplier<Secret> otherwise) {
        if (!draft.type().hasSecret()) {
            return Secret.wrap(new byte[0]);
        }
        return draft.secret() != null ? draft.secret() : otherwise.get();
    }

    /** A copy of the old version's. What was one thing does not become another without somebody saying what. */
    private Secret kept(Credential old, Draft draft) {
        if (!old.stored().type().equals(draft.type().toString())) {
            return missing();
        }
        return rows.opened(old);
    }

    private static Secret missing() {
        throw ProblemException.field("secret", "a new credential of this type needs a secret");
    }

    private Sealed sealed(Draft draft, UUID id, long version, Instant createdAt, Instant changedAt, Secret secret) {
        try {
            Content fitting = draft.fitting(secret);
            List<String> warnings = draft.warnings(secret);
            String type = draft.type().toString();
            StoredCredential row = rows.sealed(
                    id, draft.name(), type, version, draft.selectors(), fitting, createdAt, changedAt, secret);
            return new Sealed(Credential.of(row, draft.selectors(), fitting), warnings);
        } catch (CertificateFault e) {
            throw new IllegalStateException("the draft's certificates have been read before", e);
        } finally {
            secret.destroy();
        }
    }
}
