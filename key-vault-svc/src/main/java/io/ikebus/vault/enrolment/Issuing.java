package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.issuing.Encoded;
import io.ikebus.vault.issuing.Serials;
import io.ikebus.vault.issuing.ServiceCertificate;
import io.ikebus.vault.issuing.SigningRequest;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes a certificate and the row that goes with it. */
@Singleton
final class Issuing {
    /** Good ones of one service: more than it ever needs, and not so many that one service fills the vault. */
    static final int MOST = 16;

    private final Authorities authorities;
    private final RestSealing sealing;
    private final Terms terms;
    private final InstantSource clock;

    Issuing(Authorities authorities, RestSealing sealing, Terms terms, InstantSource clock) {
        this.authorities = authorities;
        this.sealing = sealing;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * @param names separated by commas
     * @param origin what it is given for
     * @throws ProblemException if this service has too many already
     */
    StoredServiceCertificate issued(
            Enrolled enrolled,
            StoredAuthority authority,
            ServiceRole role,
            String gateway,
            String names,
            String origin,
            SigningRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long good = enrolled.of(role, gateway)
                .filter(one -> !one.isRevoked() && now.isBefore(one.notAfter()))
                .count();
        if (good >= MOST) {
            throw new ProblemException(Problem.of(
                    409,
                    "too-many-certificates",
                    "this service has " + MOST + " certificates that are good: revoke some, or wait for their end",
                    null));
        }
        ServiceCertificate draft = new ServiceCertificate(
                role + ":" + gateway, Names.split(names), now, now.plus(terms.certificateLifetime()));
        X509Certificate made = authorities.with(authority, opened -> draft.signed(opened, request));
        return sealed(new StoredServiceCertificate(
                Serials.text(made.getSerialNumber()),
                authority.id(),
                role,
                gateway,
                names,
                Authorities.der(made),
                keyDigest(request),
                origin,
                now,
                made.getNotAfter().toInstant(),
                null,
                Octets.EMPTY));
    }

    StoredServiceCertificate sealed(StoredServiceCertificate certificate) {
        return certificate.withSeal(sealing.sealNothing(certificate.binding()));
    }

    static Octets keyDigest(SigningRequest request) {
        return Encoded.digest(Octets.wrap(request.key().getEncoded()));
    }
}
