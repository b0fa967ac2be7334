package io.ikebus.vault.enrolment;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredToken;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.issuing.SigningRequest;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides who gets a certificate, for a token or for the certificate before. */
@Singleton
final class Enrolling {
    private final Authorities authorities;
    private final Issuing issuing;
    private final RestSealing sealing;
    private final InstantSource clock;

    Enrolling(Authorities authorities, Issuing issuing, RestSealing sealing, InstantSource clock) {
        this.authorities = authorities;
        this.issuing = issuing;
        this.sealing = sealing;
        this.clock = clock;
    }

    TokenCheck check(Holdings holdings, EnrolmentRequest shown) {
        return TokenCheck.of(
                holdings.enrolled(),
                shown.token(),
                shown.role(),
                shown.gateway() == null ? null : shown.gateway().value(),
                clock.instant());
    }

    /**
     * Spends the token. Whoever comes again with the same key, because the answer was lost, gets the same certificate.
     *
     * @throws ProblemException if the token is not good for this
     */
    Decision<CertificateAnswer> enrol(Holdings before, EnrolmentRequest shown, SigningRequest request) {
        return switch (check(before, shown)) {
            case TokenCheck.Fresh(StoredToken token) -> first(before.enrolled(), token, request);
            case TokenCheck.Spent(StoredToken _, StoredServiceCertificate certificate) -> {
                if (!certificate.keyDigest().equals(Issuing.keyDigest(request))) {
                    throw refusal("spent-token", "the token has been spent, for another key");
                }
                yield Decision.nothing(CertificateAnswer.of(certificate, before.enrolled()));
            }
            case TokenCheck.Refused(StoredToken _, String word, String detail) -> throw refusal(word, detail);
            case TokenCheck.Unknown() -> throw unknown();
        };
    }

    private Decision<CertificateAnswer> first(Enrolled enrolled, StoredToken token, SigningRequest request) {
        StoredAuthority authority = authorities.presentOrNew(enrolled);
        StoredServiceCertificate certificate =
                issuing.issued(enrolled, authority, token.role(), token.gateway(), token.names(), token.id(), request);
        StoredToken spent = token.spent(certificate.serial());
        List<Write> writes = writes(enrolled, authority, certificate);
        writes.add(new Write.Enrol(new EnrolledWrite.SaveToken(spent.withSeal(sealing.sealNothing(spent.binding())))));
        return decided(enrolled, authority, certificate, writes, certificate.commonName(), "enrolment");
    }

    /**
     * The next certificate for who has one.
     *
     * @param present serial of the one before, if the vault has issued it
     */
    Decision<CertificateAnswer> renew(
            Holdings before, ServiceRole role, String gateway, @Nullable String present, SigningRequest request) {
        Enrolled enrolled = before.enrolled();
        StoredServiceCertificate old =
                present == null ? null : enrolled.certificates().get(present);
        if (old != null && old.isRevoked()) {
            throw refusal("certificate-revoked", "the certificate before is revoked");
        }
        StoredAuthority authority = authorities.presentOrNew(enrolled);
        StoredServiceCertificate certificate = issuing.issued(
                enrolled,
                authority,
                role,
                gateway,
                old == null ? TokenRequest.LOCAL_NAMES : old.names(),
                old == null ? "" : old.serial(),
                request);
        return decided(
                enrolled,
                authority,
                certificate,
                writes(enrolled, authority, certificate),
                role + ":" + gateway,
                "service-certificate.renew");
    }

    private static List<Write> writes(
            Enrolled enrolled, StoredAuthority authority, StoredServiceCertificate certificate) {
        List<Write> writes = new ArrayList<>();
        if (!enrolled.authorities().containsKey(authority.id())) {
            writes.add(new Write.Enrol(new EnrolledWrite.SaveAuthority(authority)));
        }
        writes.add(new Write.Enrol(new EnrolledWrite.SaveCertificate(certificate)));
        return writes;
    }

    private Decision<CertificateAnswer> decided(
            Enrolled enrolled,
            StoredAuthority authority,
            StoredServiceCertificate certificate,
            List<Write> writes,
            String actor,
            String action) {
        Instant now = clock.instant();
        AuditEvent event = new AuditEvent(
                now,
                actor,
                action,
                Outcome.CHANGED,
                certificate.serial(),
                "for " + (certificate.origin().isEmpty() ? "a certificate from elsewhere" : certificate.origin())
                        + ", good until " + certificate.notAfter());
        Enrolled after = enrolled.after(new EnrolledWrite.SaveAuthority(authority));
        return new Decision<>(CertificateAnswer.of(certificate, after), writes, List.of(event));
    }

    static ProblemException unknown() {
        return refusal("unknown-token", "no such token was made here, or it is deleted");
    }

    static ProblemException refusal(String word, String detail) {
        return new ProblemException(Problem.of(422, word, detail, null));
    }
}
