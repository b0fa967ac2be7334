package io.ikebus.vault.start;

import io.ikebus.vault.audit.AuditChain;
import io.ikebus.vault.audit.Outbox;
import io.ikebus.vault.siem.Publisher;
import io.ikebus.vault.siem.PublisherStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether audit events are sent to Kafka, which is so where {@code kafka.bootstrap.servers} is set. */
@Singleton
final class Publishing {
    private static final Logger LOG = Logger.getLogger(Publishing.class);

    private final @Nullable Publisher publisher;

    Publishing(
            Outbox outbox,
            AuditChain chain,
            VaultSettings settings,
            MeterRegistry metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> brokers) {
        publisher = brokers.map(servers -> Publisher.toKafka(
                        outbox,
                        chain,
                        reach(servers, settings.tls()),
                        settings.vault().refreshInterval()))
                .orElse(null);
        if (publisher != null) {
            Gauge.builder(
                            "ikebus.vault.audit.unpublished",
                            publisher,
                            it -> it.status().waiting())
                    .description("audit events that have yet to be sent to siem.events")
                    .register(metrics);
        }
    }

    private static Map<String, Object> reach(String servers, VaultSettings.Tls tls) {
        Path keystore = tls.keystoreFile()
                .orElseThrow(() -> new ConfigurationException("ikebus.tls.keystore-file must name a PEM file with the"
                        + " service's key and certificates, because kafka.bootstrap.servers is set"));
        return Map.of(
                "bootstrap.servers",
                servers,
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                keystore.toString(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                tls.trustFile().toString());
    }

    void start() {
        if (publisher == null) {
            LOG.warn("kafka.bootstrap.servers is not set: audit events stay in the vault's table");
            return;
        }
        publisher.start();
    }

    void stop() {
        if (publisher != null) {
            publisher.close();
        }
    }

    /** Empty if nothing is to be sent. */
    Optional<PublisherStatus> status() {
        return Optional.ofNullable(publisher).map(Publisher::status);
    }
}
