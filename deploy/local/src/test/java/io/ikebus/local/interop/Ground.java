package io.ikebus.local.interop;

import io.ikebus.local.service.GatewayPlan;
import io.ikebus.local.service.Recipes;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.service.ServicePlan;
import io.ikebus.local.service.Surroundings;
import io.ikebus.local.stack.Bus;
import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.ikebus.testkit.pki.TokenIssuer;
import io.ikebus.testkit.postgres.DatabaseOptions;
import io.ikebus.testkit.postgres.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the services stand on: broker, database, certificates, tokens. All of it is of this run only. */
final class Ground implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final String DATABASE_USER = "vault";
    private static final String DATABASE_PASSWORD = "of-this-run-only";
    /** Under User Mode Linux a live member is silent for seconds when another service starts beside it. */
    private static final Map<String, String> PATIENT_NEGOTIATOR = Map.of(
            "ikebus.negotiator.session-timeout-ms", "6000",
            "ikebus.negotiator.transaction-timeout-ms", "6000",
            "ikebus.negotiator.commit-interval-ms", "50",
            "ikebus.negotiator.standby-replicas", "0",
            "ikebus.negotiator.key-pairs-ahead", "2",
            "ikebus.negotiator.agent-timeout", "8s",
            "ikebus.vault.timeout", "5s");

    private final Path directory;
    private final KeyPlace masterKey;
    private final LocalAuthority authority;
    private final TokenIssuer tokens;
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;

    Ground(Path directory, KeyPlace masterKey) {
        this.directory = directory;
        this.masterKey = masterKey;
        this.authority = LocalAuthority.create(directory.resolve("pki"));
        this.tokens = TokenIssuer.create(directory.resolve("pki"), "https://ikebus.invalid/bed");
        CompletableFuture<EmbeddedDatabase> starting = CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(
                DatabaseOptions.temporary(DATABASE_USER, DATABASE_PASSWORD).keptIn(directory.resolve("postgres"))));
        this.broker = EmbeddedBroker.start(
                new BrokerOptions(Optional.of(brokerData()), FreePorts.tcp(), Optional.of(authority.issue("broker"))));
        broker.ensureTopics(Bus.topics(PARTITIONS));
        this.database = starting.join();
    }

    Map<ServiceKind, ServicePlan> plans() {
        Recipes recipes = new Recipes(new Surroundings(
                broker.bootstrapServers(),
                database.jdbcUrl(),
                DATABASE_USER,
                TextFile.write(directory.resolve("database-password"), DATABASE_PASSWORD),
                TextFile.write(directory.resolve("cluster-secret"), "0123456789abcdef".repeat(2)),
                TextFile.write(directory.resolve("master-key"), "fedcba9876543210".repeat(4)),
                directory.resolve("agents"),
                tokens.issuer(),
                tokens.publicKeyFile()));
        GatewayPlan gateway = new GatewayPlan(Site.GATEWAY, Site.OUR_ADDRESS, 500, 4500);
        ServicePlan vault =
                with(recipes.vault(FreePorts.tcp(), certificate(ServiceKind.VAULT)), masterKey.properties(directory));
        Map<ServiceKind, ServicePlan> plans = new EnumMap<>(ServiceKind.class);
        plans.put(ServiceKind.VAULT, vault);
        plans.put(
                ServiceKind.NEGOTIATOR,
                with(
                        recipes.negotiator(FreePorts.tcp(), certificate(ServiceKind.NEGOTIATOR), vault.url()),
                        PATIENT_NEGOTIATOR));
        plans.put(
                ServiceKind.TRANSPORT, recipes.transport(FreePorts.tcp(), certificate(ServiceKind.TRANSPORT), gateway));
        plans.put(
                ServiceKind.AGENT,
                with(
                        recipes.agent(FreePorts.tcp(), certificate(ServiceKind.AGENT), gateway, vault.url()),
                        Map.of("ikebus.agent.backend", "kernel")));
        return plans;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where the broker keeps its records. */
    Path brokerData() {
        return directory.resolve("broker");
    }

    IssuedCertificate launcher() {
        return authority.issue("launcher");
    }

    Path operatorToken() {
        Set<String> roles = Set.of("viewer", "operator", "vault-admin", "auditor");
        return TextFile.write(directory.resolve("operator.token"), tokens.issue("bed", roles, Duration.ofHours(1)));
    }

    @Override
    public void close() {
        database.close();
        broker.close();
    }

    private IssuedCertificate certificate(ServiceKind kind) {
        return authority.issue(Recipes.role(kind, Site.GATEWAY.value()));
    }

    private static ServicePlan with(ServicePlan plan, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(plan.properties());
        properties.putAll(more);
        return new ServicePlan(plan.name(), plan.kind(), plan.gateway(), plan.port(), properties);
    }
}
