package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of credentials. Each decision is a function of the holdings. */
@Singleton
final class CredentialChanges {
    private final RestSealing sealing;
    private final InstantSource clock;

    CredentialChanges(RestSealing sealing, InstantSource clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /** What a PUT did. */
    record Put(Credential credential, boolean created) {}

    /**
     * A new credential, or the next version of one. Each PUT makes a version, also one that changes nothing: whoever
     * could see that nothing changed could try secrets until they find the one that is there.
     *
     * @param secret null to keep the present one
     */
    Decision<Put> put(
            Holdings before,
            String name,
            CredentialType type,
            Selectors selectors,
            @Nullable Secret secret,
            Precondition precondition,
            String actor) {
        Optional<Credential> present = Optional.ofNullable(before.credentials().get(name));
        precondition.require(present);
        refuseAmbiguous(before, name, selectors);
        // The database keeps microseconds, and the seal is bound to what it keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Credential next = present.map(old -> sealed(
                        old.stored().id(),
                        name,
                        type,
                        old.stored().version() + 1,
                        selectors,
                        old.stored().createdAt(),
                        now,
                        kept(old, secret)))
                .orElseGet(() -> sealed(UUID.randomUUID(), name, type, 1, selectors, now, now, needed(secret)));
        List<Write> writes = new ArrayList<>();
        if (before.damagedCredentials().contains(name)) {
            writes.add(new Write.RemoveCredential(name));
        }
        writes.add(new Write.SaveCredential(next));
        AuditEvent event = new AuditEvent(
                now,
                actor,
                "credential.put",
                Outcome.CHANGED,
                name,
                "version " + next.stored().version());
        return new Decision<>(new Put(next, present.isEmpty()), writes, List.of(event));
    }

    /** Its name, deleted. */
    Decision<String> delete(Holdings before, String name, Precondition precondition, String actor) {
        Optional<Credential> present = Optional.ofNullable(before.credentials().get(name));
        precondition.require(present);
        if (present.isEmpty() && !before.damagedCredentials().contains(name)) {
            throw ProblemException.notFound("there is no credential of this name");
        }
        AuditEvent event =
                new AuditEvent(clock.instant(), actor, "credential.delete", Outcome.CHANGED, name, "deleted");
        return new Decision<>(name, List.of(new Write.RemoveCredential(name)), List.of(event));
    }

    private static void refuseAmbiguous(Holdings before, String name, Selectors selectors) {
        before.index().ambiguousWith(name, selectors).ifPresent(other -> {
            throw new ProblemException(Problem.of(
                    409,
                    "ambiguous-selectors",
                    "the credential " + other.name() + " is for the same peers: as responder in Main Mode nobody could"
                            + " tell which of the two to use. Give one of them narrower selectors",
                    null));
        });
    }

    /** The new secret, or a copy of the old version's. */
    private Secret kept(Credential old, @Nullable Secret secret) {
        return secret != null
                ? secret
                : sealing.open(old.stored().sealed(), old.stored().binding())
                        .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
    }

    private static Secret needed(@Nullable Secret secret) {
        if (secret == null) {
            throw ProblemException.field("secret", "a new credential needs a secret");
        }
        return secret;
    }

    private Credential sealed(
            UUID id,
            String name,
            CredentialType type,
            long version,
            Selectors selectors,
            Instant createdAt,
            Instant changedAt,
            Secret secret) {
        String json = new String(BusJson.write(selectors), StandardCharsets.UTF_8);
        try {
            Octets binding = StoredCredential.binding(id, name, type.toString(), version, json, createdAt, changedAt);
            Octets sealed = sealing.seal(secret, binding);
            return new Credential(
                    new StoredCredential(id, name, type.toString(), version, json, createdAt, changedAt, sealed),
                    selectors);
        } finally {
            secret.destroy();
        }
    }
}
