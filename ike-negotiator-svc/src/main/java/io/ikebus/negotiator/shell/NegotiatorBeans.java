package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.intake.Engine;
import io.ikebus.negotiator.start.NegotiatorSettings;
import io.ikebus.negotiator.start.StartUp;
import io.ikebus.negotiator.store.ConnectionBoard;
import io.ikebus.negotiator.store.KeyRing;
import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.negotiator.vault.GatewayKeys;
import io.ikebus.negotiator.vault.VaultConnection;
import io.ikebus.negotiator.vault.VaultCredentials;
import io.ikebus.negotiator.vault.VaultSealingKeys;
import io.ikebus.protocol.sealing.PartitionHash;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.apache.kafka.streams.Topology;

/** Puts the parts together; the parts themselves know nothing of CDI. */
final class NegotiatorBeans {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    PartitionHash partitionHash(NegotiatorSettings settings) {
        return settings.clusterSecretFile();
    }

    @Produces
    @Singleton
    ConnectionBoard connections() {
        return new ConnectionBoard();
    }

    @Produces
    @Singleton
    StatusBoard statuses() {
        return new StatusBoard();
    }

    @Produces
    @Singleton
    Tally tally(MeterRegistry registry, InstantSource clock) {
        return new Tally(registry, clock);
    }

    @Produces
    @Singleton
    VaultConnection vault(NegotiatorSettings settings, TlsConfigurationRegistry registry, InstantSource clock) {
        return new VaultConnection(
                settings.vault().url(), tls(registry), settings.vault().timeout(), clock);
    }

    @Produces
    @Singleton
    KeyRing keyRing(VaultConnection vault, InstantSource clock) {
        return new KeyRing(new VaultSealingKeys(vault), clock);
    }

    @Produces
    @Singleton
    KeyPairPool keyPairs(NegotiatorSettings settings, SecureRandom random) {
        return new KeyPairPool(settings.negotiator().keyPairsAhead(), random);
    }

    void close(@Disposes KeyPairPool keyPairs) {
        keyPairs.close();
    }

    @Produces
    @Singleton
    Topology topology(
            NegotiatorSettings settings,
            VaultConnection vault,
            ConnectionBoard connections,
            StatusBoard statuses,
            KeyPairPool keyPairs,
            SecureRandom random,
            InstantSource clock,
            KeyRing keyRing,
            Tally tally,
            PartitionHash hash,
            StartUp startUp) {
        VaultCredentials credentials = new VaultCredentials(vault);
        Surroundings around = new Surroundings(
                new Engine()::step,
                credentials::ask,
                new KeymatSealing(new GatewayKeys(vault, clock)),
                connections,
                statuses,
                keyPairs,
                random,
                clock,
                settings.negotiator().agentTimeout());
        return new NegotiatorTopology(
                        around,
                        keyRing,
                        tally,
                        hash,
                        startUp::sessionPartitions,
                        settings.negotiator().store(),
                        settings.negotiator().timerInterval())
                .build();
    }

    private static SSLContext tls(TlsConfigurationRegistry registry) {
        try {
            return registry.getDefault()
                    .orElseThrow(() -> new IllegalStateException("application.yaml configures TLS"))
                    .createSSLContext();
        } catch (IllegalStateException e) {
            throw e;
        } catch (Exception e) {
            throw new ConfigurationException(
                    "ikebus.tls.certificate-file, key-file and trust-file name no usable PEM files: " + e.getMessage());
        }
    }
}
