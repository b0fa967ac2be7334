package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.issuing.Authority;
import io.ikebus.vault.issuing.Encoded;
import io.ikebus.vault.masterkey.RestSealing;
import jakarta.inject.Singleton;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** Opens the services authority, and makes one. */
@Singleton
final class Authorities {
    private final RestSealing sealing;
    private final InstantSource clock;

    Authorities(RestSealing sealing, InstantSource clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /** The one that signs; a new one, to be saved, if there is none yet. */
    StoredAuthority presentOrNew(Enrolled enrolled) {
        return enrolled.authority().orElseGet(() -> {
            Authority.Made made = Authority.make(clock.instant());
            try {
                return sealed(made.certificate(), made.pkcs8(), false);
            } finally {
                made.pkcs8().destroy();
            }
        });
    }

    StoredAuthority sealed(X509Certificate certificate, Secret pkcs8, boolean imported) {
        // The database keeps microseconds, and the seal is bound to what it keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String id = Authority.id(certificate);
        Octets der = der(certificate);
        return new StoredAuthority(
                id, der, imported, now, sealing.seal(pkcs8, StoredAuthority.binding(id, der, imported, now)));
    }

    /** Lends the authority to {@code use}; its key is open for no longer. */
    <T> T with(StoredAuthority stored, Function<Authority, T> use) {
        Secret pkcs8 = sealing.open(stored.sealed(), stored.binding())
                .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
        try {
            return use.apply(Authority.of(Encoded.certificate(stored.certificate()), pkcs8));
        } finally {
            pkcs8.destroy();
        }
    }

    static Octets der(X509Certificate certificate) {
        try {
            return Octets.wrap(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was decoded has an encoding", e);
        }
    }
}
