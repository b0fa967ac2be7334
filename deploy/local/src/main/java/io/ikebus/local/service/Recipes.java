package io.ikebus.local.service;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.util.HashMap;
import java.util.Map;

/** The configuration of each service. The role in its certificate is what the other services know it by. */
public final class Recipes {
    private static final String BROKERS = "kafka.bootstrap.servers";

    private final Surroundings around;

    public Recipes(Surroundings around) {
        this.around = around;
    }

    /** The common name of the certificate that {@link ServiceKind} needs; the gateway counts only for a gateway's. */
    public static String role(ServiceKind kind, String gateway) {
        return switch (kind) {
            case VAULT -> "vault";
            case NEGOTIATOR -> "negotiator";
            case TRANSPORT -> "transport:" + gateway;
            case AGENT -> "agent:" + gateway;
        };
    }

    public ServicePlan vault(int port, IssuedCertificate certificate) {
        Map<String, String> properties = shared(port, certificate);
        properties.put(BROKERS, around.bootstrapServers());
        properties.put("ikebus.vault.master-key-file", around.masterKeyFile().toString());
        properties.put("ikebus.vault.database.url", around.jdbcUrl());
        properties.put("ikebus.vault.database.username", around.databaseUser());
        properties.put(
                "ikebus.vault.database.password-file",
                around.databasePasswordFile().toString());
        properties.putAll(tokens());
        return new ServicePlan("vault", ServiceKind.VAULT, "", port, properties);
    }

    public ServicePlan negotiator(int port, IssuedCertificate certificate, String vaultUrl) {
        Map<String, String> properties = shared(port, certificate);
        properties.putAll(bus());
        properties.putAll(tokens());
        properties.put("ikebus.vault.url", vaultUrl);
        return new ServicePlan("negotiator", ServiceKind.NEGOTIATOR, "", port, properties);
    }

    public ServicePlan transport(int port, IssuedCertificate certificate, GatewayPlan gateway) {
        Map<String, String> properties = shared(port, certificate);
        properties.putAll(bus());
        properties.put("ikebus.gateway", gateway.id().value());
        properties.put("ikebus.transport.listen", gateway.address().toString());
        properties.put("ikebus.transport.ike-port", Integer.toString(gateway.ikePort()));
        properties.put("ikebus.transport.nat-port", Integer.toString(gateway.nattPort()));
        return gatewayService("transport", ServiceKind.TRANSPORT, gateway.id(), port, properties);
    }

    /**
     * Two gateways of one stack share one kernel, where what leaves west and what reaches east are the same SA: neither
     * could install its own. So their SAs are recorded, not installed.
     */
    public ServicePlan agent(int port, IssuedCertificate certificate, GatewayPlan gateway, String vaultUrl) {
        Map<String, String> properties = shared(port, certificate);
        properties.putAll(bus());
        properties.putAll(tokens());
        properties.put("ikebus.gateway", gateway.id().value());
        properties.put("ikebus.vault.url", vaultUrl);
        properties.put("ikebus.agent.backend", "recording");
        properties.put(
                "ikebus.agent.state-directory",
                around.agentStates().resolve(gateway.id().value()).toString());
        return gatewayService("agent", ServiceKind.AGENT, gateway.id(), port, properties);
    }

    private static ServicePlan gatewayService(
            String name, ServiceKind kind, GatewayId gateway, int port, Map<String, String> properties) {
        return new ServicePlan(name + "-" + gateway, kind, gateway.value(), port, properties);
    }

    private static Map<String, String> shared(int port, IssuedCertificate certificate) {
        Map<String, String> properties = new HashMap<>();
        properties.put("ikebus.http.host", "127.0.0.1");
        properties.put("ikebus.http.port", Integer.toString(port));
        properties.put("ikebus.tls.certificate-file", certificate.certificate().toString());
        properties.put("ikebus.tls.key-file", certificate.key().toString());
        properties.put("ikebus.tls.keystore-file", certificate.keystore().toString());
        properties.put("ikebus.tls.trust-file", certificate.trust().toString());
        return properties;
    }

    private Map<String, String> bus() {
        return Map.of(
                BROKERS,
                around.bootstrapServers(),
                "ikebus.cluster-secret-file",
                around.clusterSecretFile().toString());
    }

    private Map<String, String> tokens() {
        return Map.of(
                "ikebus.oidc.issuer",
                around.tokenIssuer(),
                "ikebus.oidc.public-key-file",
                around.tokenKeyFile().toString());
    }
}
