package io.ikebus.agent.start;

import io.ikebus.agent.config.AgentConfig;
import io.ikebus.agent.install.Installer;
import io.ikebus.agent.intake.EventLoop;
import io.ikebus.agent.intake.Intake;
import io.ikebus.agent.vault.AgentKey;
import io.ikebus.agent.vault.StateDirectory;
import io.ikebus.agent.vault.VaultRegistration;
import io.ikebus.identity.CurrentTls;
import io.ikebus.protocol.sealing.PartitionHash;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what the other packages are given. */
final class AgentParts {
    private final AgentConfig config;
    private final InstantSource clock = InstantSource.system();

    AgentParts(AgentConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    StateDirectory stateDirectory() {
        try {
            return StateDirectory.open(config.agent().stateDirectory());
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new ConfigurationException("ikebus.agent.state-directory: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    AgentKey agentKey(StateDirectory directory) {
        try {
            return AgentKey.in(directory);
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new ConfigurationException("ikebus.agent.state-directory: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    ChosenKernel kernel() {
        return new Backends(clock, new SecureRandom()).choose(config.agent().backend());
    }

    @Produces
    @Singleton
    Installer installer(ChosenKernel chosen, AgentKey key) {
        return new Installer(chosen.kernel(), key, clock);
    }

    @Produces
    @Singleton
    AgentMetrics metrics(MeterRegistry registry, Installer installer) {
        return new AgentMetrics(registry, installer);
    }

    @Produces
    @Singleton
    Intake intake(
            Installer installer,
            AgentMetrics metrics,
            AgentKey key,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new Intake(
                config.gateway(),
                BusConnection.settings(bootstrapServers, config.tls()),
                new PartitionHash(config.clusterSecret()),
                installer,
                metrics,
                key.isNew());
    }

    @Produces
    @Singleton
    EventLoop eventLoop(ChosenKernel chosen, Installer installer, Intake intake, AgentMetrics metrics) {
        return new EventLoop(chosen.kernel(), installer, intake, metrics);
    }

    @Produces
    @Singleton
    VaultRegistration vaultRegistration(AgentKey key) {
        return new VaultRegistration(
                config.vault().url(), config.gateway(), key.publicKey(), currentTls(config.tls())::context);
    }

    void close(@Disposes StateDirectory directory) {
        directory.close();
    }

    /** @throws ConfigurationException if the files make no identity now: later they may, and the one before is used */
    private static CurrentTls currentTls(AgentConfig.Tls files) {
        CurrentTls tls = new CurrentTls(files.keystoreFile(), files.trustFile());
        try {
            tls.context();
            return tls;
        } catch (UncheckedIOException e) {
            throw new ConfigurationException("ikebus.tls.*: " + e.getMessage(), e);
        }
    }
}
