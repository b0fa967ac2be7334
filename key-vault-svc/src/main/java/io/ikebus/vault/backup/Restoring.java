package io.ikebus.vault.backup;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.GatewayKey;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Decides what a page of a backup changes: all of it, or nothing. What is there already stays as it is. */
@Singleton
final class Restoring {
    private final RestSealing sealing;
    private final InstantSource clock;

    Restoring(RestSealing sealing, InstantSource clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /** @throws ProblemException if a credential on the page cannot be beside one that is here */
    Decision<RestoreAnswer> restore(Holdings before, Backup page, String actor) {
        List<Credential> missing = new ArrayList<>();
        int present = 0;
        for (Backup.Entry entry : page.credentials()) {
            if (isThere(before, entry)) {
                present++;
            } else {
                Credential next = credential(entry);
                requireRoom(before, missing, next);
                missing.add(next);
            }
        }
        int credentials = missing.size();
        List<Write> writes = new ArrayList<>();
        missing.stream().map(Write.SaveCredential::new).forEach(writes::add);
        page.sealingKeys().stream()
                .filter(key -> !before.sealingKeys().containsKey(key.id()))
                .map(this::sealingKey)
                .forEach(writes::add);
        // An agent that has registered since has the newer key.
        page.gatewayKeys().stream()
                .filter(key -> !before.gatewayKeys().containsKey(key.gateway()))
                .map(this::gatewayKey)
                .forEach(writes::add);
        page.authorities().stream()
                .filter(one -> !before.enrolled().authorities().containsKey(one.id()))
                .map(this::authority)
                .forEach(writes::add);
        page.serviceCertificates().stream()
                .filter(one -> !before.enrolled().certificates().containsKey(one.serial()))
                .map(this::serviceCertificate)
                .forEach(writes::add);
        RestoreAnswer answer = new RestoreAnswer(page.page(), credentials, present, writes.size() - credentials);
        return writes.isEmpty()
                ? Decision.nothing(answer)
                : new Decision<>(
                        answer,
                        writes,
                        List.of(new AuditEvent(
                                clock.instant(),
                                actor,
                                "backup.restore",
                                Outcome.CHANGED,
                                "page " + page.page(),
                                credentials + " credentials and " + answer.others() + " others")));
    }

    private static boolean isThere(Holdings before, Backup.Entry entry) {
        Credential present = before.credentials().get(entry.name());
        if (present == null) {
            return false;
        }
        if (!present.stored().id().equals(entry.id()) || present.stored().version() != entry.version()) {
            throw conflict("the credential " + entry.name() + " is here already, and not as the backup has it."
                    + " Restore to a vault that has none, or delete it");
        }
        return true;
    }

    private Credential credential(Backup.Entry entry) {
        Octets binding = StoredCredential.binding(
                entry.id(),
                entry.name(),
                entry.type(),
                entry.version(),
                entry.selectors(),
                entry.content(),
                entry.createdAt(),
                entry.changedAt());
        StoredCredential stored = new StoredCredential(
                entry.id(),
                entry.name(),
                entry.type(),
                entry.version(),
                entry.selectors(),
                entry.content(),
                entry.createdAt(),
                entry.changedAt(),
                sealing.seal(entry.secret().secret(), binding));
        return Credential.read(stored)
                .orElseThrow(() -> ProblemException.field(
                        "page", "the credential " + entry.name() + " is of a form that this vault does not know"));
    }

    /**
     * The rules that hold for a credential that is put.
     *
     * @param earlier on the same page
     */
    private static void requireRoom(Holdings before, List<Credential> earlier, Credential next) {
        before.ambiguousWith(next).ifPresent(other -> {
            throw conflict("the credential " + other.name() + ", which is here, and " + next.name()
                    + " in the backup are for the same peers");
        });
        before.withKeyOfAnotherUsage(next)
                .or(() -> earlier.stream().filter(next::isKeyOfAnotherUsage).findFirst())
                .ifPresent(other -> {
                    throw conflict("the key of " + next.name() + " in the backup is also that of " + other.name()
                            + ", a " + other.stored().type() + ": a key has one usage");
                });
    }

    private Write sealingKey(Backup.Key key) {
        Octets binding = StoredSealingKey.binding(key.id(), key.createdAt(), key.notAfter());
        return new Write.SaveSealingKey(new StoredSealingKey(
                key.id(),
                key.createdAt(),
                key.notAfter(),
                sealing.seal(key.secret().secret(), binding)));
    }

    private Write gatewayKey(Backup.Gateway key) {
        Octets seal =
                sealing.sealNothing(GatewayKey.binding(key.gateway(), key.publicKey(), key.version(), key.changedAt()));
        return new Write.SaveGatewayKey(
                new GatewayKey(key.gateway(), key.publicKey(), key.version(), key.changedAt(), seal));
    }

    private Write authority(Backup.Authority one) {
        Octets binding = StoredAuthority.binding(one.id(), one.certificate(), one.imported(), one.createdAt());
        return new Write.Enrol(new EnrolledWrite.SaveAuthority(new StoredAuthority(
                one.id(),
                one.certificate(),
                one.imported(),
                one.createdAt(),
                sealing.seal(one.secret().secret(), binding))));
    }

    private Write serviceCertificate(Backup.ServiceCertificate one) {
        StoredServiceCertificate unsealed = new StoredServiceCertificate(
                one.serial(),
                one.authority(),
                one.role(),
                one.gateway(),
                one.names(),
                one.certificate(),
                one.keyDigest(),
                one.origin(),
                one.issuedAt(),
                one.notAfter(),
                one.revocation(),
                Octets.EMPTY);
        return new Write.Enrol(
                new EnrolledWrite.SaveCertificate(unsealed.withSeal(sealing.sealNothing(unsealed.binding()))));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "restore-conflict", detail, null));
    }
}
