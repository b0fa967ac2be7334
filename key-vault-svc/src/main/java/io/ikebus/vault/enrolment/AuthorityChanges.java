package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.issuing.Authority;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides who signs services' certificates. */
@Singleton
final class AuthorityChanges {
    private final Authorities authorities;
    private final InstantSource clock;

    AuthorityChanges(Authorities authorities, InstantSource clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /** What a PUT did. */
    record Put(StoredAuthority authority, boolean created) {}

    /**
     * From now on this one signs. Those before it stay until nothing of theirs can be good any more; the one that signs
     * already changes nothing.
     */
    Decision<Put> put(Holdings before, X509Certificate certificate, Secret key, String actor) {
        Enrolled enrolled = before.enrolled();
        String id = Authority.id(certificate);
        Optional<StoredAuthority> present =
                enrolled.authority().filter(one -> one.id().equals(id));
        if (present.isPresent()) {
            return Decision.nothing(new Put(present.get(), false));
        }
        // One that the vault has made comes back as what it was: each of its certificates is on record.
        StoredAuthority known = enrolled.authorities().get(id);
        StoredAuthority next = authorities.sealed(certificate, key, known == null || known.imported());
        List<Write> writes = new ArrayList<>();
        enrolled.damaged().stream()
                .filter(damaged -> damaged.startsWith("sa-") && !damaged.equals(id))
                .forEach(damaged -> writes.add(new Write.Enrol(new EnrolledWrite.RemoveAuthority(damaged))));
        writes.add(new Write.Enrol(new EnrolledWrite.SaveAuthority(next)));
        return new Decision<>(
                new Put(next, true),
                writes,
                List.of(new AuditEvent(
                        clock.instant(), actor, "service-authority.put", Outcome.CHANGED, id, "signs from now on")));
    }

    /**
     * The id of one that signs no longer, withdrawn: none of its certificates is good any more.
     *
     * @throws ProblemException if there is none, or it is the one that signs
     */
    Decision<String> withdraw(Holdings before, String id, String actor) {
        Enrolled enrolled = before.enrolled();
        if (enrolled.authority().filter(one -> one.id().equals(id)).isPresent()) {
            throw new ProblemException(Problem.of(
                    409,
                    "authority-signs",
                    "this authority signs services' certificates: put another in its place, then withdraw it",
                    null));
        }
        if (!enrolled.authorities().containsKey(id) && !enrolled.damaged().contains(id)) {
            throw ProblemException.notFound("there is no services authority of this id");
        }
        return new Decision<>(
                id,
                List.of(new Write.Enrol(new EnrolledWrite.RemoveAuthority(id))),
                List.of(new AuditEvent(
                        clock.instant(),
                        actor,
                        "service-authority.withdraw",
                        Outcome.CHANGED,
                        id,
                        "none of its certificates is good any more")));
    }
}
