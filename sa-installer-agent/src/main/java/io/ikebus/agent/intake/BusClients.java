package io.ikebus.agent.intake;

import io.ikebus.protocol.bus.GatewayId;
import java.util.HashMap;
import java.util.Map;

/** Settings of the Kafka clients: where the bus is comes from outside, how it is used from here. */
final class BusClients {
    private BusClients() {}

    static Map<String, Object> consumer(Map<String, Object> bus, GatewayId gateway) {
        Map<String, Object> settings = new HashMap<>(bus);
        settings.put("group.id", "ikebus-agent-" + gateway);
        settings.put("client.id", "agent-" + gateway + "-commands");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", "false");
        // A command waits for nothing.
        settings.put("fetch.min.bytes", "1");
        quickRetries(settings);
        return settings;
    }

    static Map<String, Object> producer(Map<String, Object> bus, GatewayId gateway) {
        Map<String, Object> settings = new HashMap<>(bus);
        settings.put("client.id", "agent-" + gateway + "-outcomes");
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "0");
        settings.put("request.timeout.ms", "5000");
        settings.put("delivery.timeout.ms", "15000");
        settings.put("max.block.ms", "10000");
        quickRetries(settings);
        return settings;
    }

    /** Kafka's 100 ms would be felt in every handshake that meets one. */
    private static void quickRetries(Map<String, Object> settings) {
        settings.put("retry.backoff.ms", "5");
        settings.put("retry.backoff.max.ms", "500");
        settings.put("reconnect.backoff.ms", "20");
        settings.put("reconnect.backoff.max.ms", "1000");
    }
}
