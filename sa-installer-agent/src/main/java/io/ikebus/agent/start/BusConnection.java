package io.ikebus.agent.start;

import io.ikebus.agent.config.AgentConfig;
import io.ikebus.identity.ReloadingSslEngineFactory;
import java.util.Map;

/** Where the bus is, and how the agent authenticates there: with its certificate, for each connection the present one. */
final class BusConnection {

    private BusConnection() {}

    static Map<String, Object> settings(String bootstrapServers, AgentConfig.Tls tls) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                "SSL",
                "ssl.engine.factory.class",
                ReloadingSslEngineFactory.class.getName(),
                "ssl.keystore.location",
                tls.keystoreFile().toString(),
                "ssl.truststore.location",
                tls.trustFile().toString());
    }
}
