package io.ikebus.vault.revocation;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.certificate.RevocationFacts;
import io.ikebus.vault.credential.CredentialChanges;
import io.ikebus.vault.credential.Draft;
import io.ikebus.vault.credential.Drafting;
import io.ikebus.vault.credential.Family;
import io.ikebus.vault.credential.Precondition;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
import jakarta.inject.Singleton;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of revocation lists. */
@Singleton
final class CrlChanges {
    private static final String LIST = "list";
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Selectors FOR_ALL = new Selectors(null, null, null, null, null);

    private final CredentialChanges changes;
    private final InstantSource clock;

    CrlChanges(CredentialChanges changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * The same list again changes nothing.
     *
     * @param authorities certificates in DER that came with the list
     * @param actor empty for the vault itself
     * @throws ProblemException if it is no list, nobody known has signed it, or a newer one is there
     */
    Decision<CredentialChanges.Put> put(
            Holdings before,
            String name,
            Octets der,
            List<Octets> authorities,
            Precondition precondition,
            String actor) {
        Drafting.requireName(name);
        Family.REVOCATION_LISTS.requireFree(before, name);
        Content content = Content.NONE.withCertificates(authorities).withRevocationLists(List.of(der));
        Draft draft = Drafting.draft(name, CredentialType.REVOCATION_LIST, FOR_ALL, content, null);
        Optional<Credential> present = Optional.ofNullable(before.credentials().get(name));
        if (present.filter(kept -> kept.content().equals(content)).isPresent()) {
            precondition.require(present);
            return Decision.nothing(new CredentialChanges.Put(present.get(), false, List.of()));
        }
        X509CRL list = read(der);
        Instant now = clock.instant();
        requireInTime(list, now);
        try {
            ListTrust.require(list, draft.certificates(), before, now);
        } catch (CertificateFault fault) {
            throw new ProblemException(Problem.of(422, fault.code(), fault.sentence(), LIST));
        }
        present.ifPresent(kept -> requireSuccessor(list, kept.revocationLists().getFirst()));
        return changes.put(before, draft, precondition, actor, "crl.put");
    }

    /** Its name, deleted. */
    Decision<String> delete(Holdings before, String name, Precondition precondition, String actor) {
        Family.REVOCATION_LISTS.require(before, name);
        return changes.delete(before, name, precondition, actor);
    }

    private static X509CRL read(Octets der) {
        try {
            return CertificateForms.revocationList(der);
        } catch (CertificateFault fault) {
            throw ProblemException.field(LIST, fault.sentence());
        }
    }

    private static void requireInTime(X509CRL list, Instant now) {
        if (RevocationFacts.isDelta(list)) {
            throw ProblemException.field(LIST, "is a complete list; a delta is not taken");
        }
        if (list.getThisUpdate().toInstant().isAfter(now.plus(SKEW))) {
            throw ProblemException.field(LIST, "was issued in the past; the thisUpdate of this one is still to come");
        }
        @Nullable Date next = list.getNextUpdate();
        if (next != null && next.toInstant().isBefore(now)) {
            throw ProblemException.field(LIST, "is valid; the nextUpdate of this one is over");
        }
    }

    private static void requireSuccessor(X509CRL next, X509CRL kept) {
        if (!next.getIssuerX500Principal().equals(kept.getIssuerX500Principal())) {
            throw new ProblemException(
                    Problem.of(409, "another-issuer", "the list of this name is of another authority", LIST));
        }
        if (!next.equals(kept) && !RevocationFacts.isNewer(next, kept)) {
            throw new ProblemException(Problem.of(
                    409, "stale-revocation-list", "the list of this name is newer, or as new and another", LIST));
        }
    }
}
