package io.ikebus.agent.start;

import io.ikebus.agent.config.AgentConfig;
import java.util.Map;

/** Where the bus is, and how the agent authenticates there: with its certificate. */
final class BusConnection {

    private BusConnection() {}

    static Map<String, Object> settings(String bootstrapServers, AgentConfig.Tls tls) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                tls.keystoreFile().toString(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                tls.trustFile().toString());
    }
}
