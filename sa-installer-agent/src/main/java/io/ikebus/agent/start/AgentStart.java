package io.ikebus.agent.start;

import io.ikebus.agent.config.AgentConfig;
import io.ikebus.agent.intake.EventLoop;
import io.ikebus.agent.intake.Intake;
import io.ikebus.agent.vault.AgentKey;
import io.ikebus.agent.vault.VaultRegistration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** From a configuration to an agent that takes commands, and back. */
@Singleton
final class AgentStart {
    private static final Logger LOG = Logger.getLogger(AgentStart.class);
    private static final String RULE = "*".repeat(100);

    private final AgentConfig config;
    private final ChosenKernel chosen;
    private final AgentKey key;
    private final Intake intake;
    private final EventLoop events;
    private final VaultRegistration registration;

    AgentStart(
            AgentConfig config,
            ChosenKernel chosen,
            AgentKey key,
            Intake intake,
            EventLoop events,
            VaultRegistration registration) {
        this.config = config;
        this.chosen = chosen;
        this.key = key;
        this.intake = intake;
        this.events = events;
        this.registration = registration;
    }

    void start(@Observes StartupEvent event) {
        chosen.warning()
                .ifPresentOrElse(
                        warning -> LOG.warnf("%n%s%n%s.%n%s.%n%s", RULE, warning, chosen.reason(), RULE),
                        () -> LOG.infof("SAs go into this kernel: %s", chosen.reason()));
        WarmUp.run(config.gateway(), key);
        registration.start();
        intake.start();
        events.start();
        LOG.infof(
                "agent of gateway %s; its API is on https://%s:%d",
                config.gateway(), config.http().host(), config.http().port());
    }

    /** The kernel keeps its SAs: what is established flows on without an agent. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        registration.stop();
        events.stop();
        intake.stop();
        chosen.kernel().close();
    }
}
