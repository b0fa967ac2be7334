package io.ikebus.agent.start;

import io.ikebus.agent.config.AgentConfig;
import io.ikebus.identity.IdentityFiles;
import io.ikebus.identity.Renewal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** An agent that has enrolled renews its certificate; one that was given files has somebody else who does. */
@Singleton
final class CertificateRenewal {
    private final Optional<Renewal> renewal;

    CertificateRenewal(AgentConfig config) {
        this.renewal = config.enrolment().tokenFile().map(_ -> renewal(config));
    }

    private static Renewal renewal(AgentConfig config) {
        AgentConfig.Tls tls = config.tls();
        return new Renewal(
                config.vault().url(),
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
