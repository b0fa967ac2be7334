package io.ikebus.transport.config;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Before anything else starts: what the mapping of the configuration does not check by itself. */
@Singleton
final class Preflight {
    private static final int FIRST = 1;

    private final Optional<String> bootstrapServers;

    Preflight(@ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void check(@Observes @Priority(FIRST) StartupEvent starting) {
        List<String> unknown = UnknownVariables.among(
                System.getenv().keySet(),
                ConfigMappings.getProperties(ConfigClass.configClass(TransportConfig.class))
                        .keySet());
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("environment: no property is set by " + String.join(", ", unknown)
                    + "; remove or correct it, names follow IKEBUS_TRANSPORT_LISTEN for ikebus.transport.listen");
        }
        if (bootstrapServers.isEmpty()) {
            throw new ConfigurationException(
                    "kafka.bootstrap.servers: it is not set; it takes the brokers' host:port, separated by commas");
        }
    }
}
