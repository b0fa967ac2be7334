package io.ikebus.transport;

import io.ikebus.identity.IdentityFiles;
import io.ikebus.identity.Renewal;
import io.ikebus.transport.config.TransportConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** A transport that has enrolled renews its certificate; one that was given files has somebody else who does. */
@Singleton
final class CertificateRenewal {
    private final Optional<Renewal> renewal;

    CertificateRenewal(TransportConfig config) {
        this.renewal = config.enrolment().tokenFile().map(_ -> renewal(config));
    }

    private static Renewal renewal(TransportConfig config) {
        TransportConfig.Tls tls = config.tls();
        return new Renewal(
                config.vault()
                        .url()
                        .orElseThrow(() -> new ConfigurationException(
                                "ikebus.vault.url: it is not set, and needed beside ikebus.enrolment.token-file")),
                new IdentityFiles(tls.keystoreFile(), tls.certificateFile(), tls.keyFile()),
                tls.trustFile(),
                InstantSource.system(),
                new SecureRandom());
    }

    void start(@Observes StartupEvent event) {
        renewal.ifPresent(Renewal::start);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (renewal.isPresent()) {
            renewal.get().stop();
        }
    }
}
