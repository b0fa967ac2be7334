package io.ikebus.local.service;

import java.util.Map;

/**
 * One process to be.
 *
 * @param name for people, for files: {@code vault}, {@code agent-east}
 * @param gateway empty for a service that is not a gateway's
 * @param port HTTPS
 * @param properties its configuration
 */
public record ServicePlan(String name, ServiceKind kind, String gateway, int port, Map<String, String> properties) {
    public ServicePlan {
        properties = Map.copyOf(properties);
    }

    public String url() {
        return "https://127.0.0.1:" + port;
    }
}
