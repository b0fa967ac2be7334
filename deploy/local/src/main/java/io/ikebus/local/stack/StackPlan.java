package io.ikebus.local.stack;

import io.ikebus.local.service.GatewayPlan;
import io.ikebus.local.service.Recipes;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.service.ServicePlan;
import io.ikebus.local.service.Surroundings;
import io.ikebus.protocol.bus.GatewayId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that is decided before anything starts.
 *
 * @param others in the order of their start
 */
record StackPlan(
        int brokerPort, int databasePort, LoopbackAddresses addresses, ServicePlan vault, List<ServicePlan> others)
        implements AutoCloseable {

    static final String DATABASE_USER = "vault";
    private static final List<GatewayId> GATEWAYS = List.of(new GatewayId("east"), new GatewayId("west"));

    static StackPlan of(StackOptions options, Layout layout, Identities identities, SecretFiles secrets) {
        PortPlan ports = new PortPlan(options.basePort());
        int brokerPort = ports.next("the broker");
        int databasePort = ports.next("PostgreSQL");
        Recipes recipes = new Recipes(new Surroundings(
                "127.0.0.1:" + brokerPort,
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/" + DATABASE_USER,
                DATABASE_USER,
                secrets.databasePassword(),
                secrets.clusterSecret(),
                secrets.masterKey(),
                layout.data().resolve("agents"),
                Identities.ISSUER,
                identities.tokenVerificationKey()));
        ServicePlan vault =
                recipes.vault(ports.next("the vault"), identities.certificate(Recipes.role(ServiceKind.VAULT, "")));
        LoopbackAddresses addresses = LoopbackAddresses.take(GATEWAYS, options);
        List<ServicePlan> others = new ArrayList<>();
        // The slowest to start comes first.
        others.add(recipes.negotiator(
                ports.next("the negotiator"),
                identities.certificate(Recipes.role(ServiceKind.NEGOTIATOR, "")),
                vault.url()));
        for (GatewayPlan gateway : addresses.gateways()) {
            String id = gateway.id().value();
            others.add(recipes.agent(
                    ports.next("the agent of " + id),
                    identities.certificate(Recipes.role(ServiceKind.AGENT, id)),
                    gateway,
                    vault.url()));
            others.add(recipes.transport(
                    ports.next("the transport of " + id),
                    identities.certificate(Recipes.role(ServiceKind.TRANSPORT, id)),
                    gateway));
        }
        requireKnown(options.without(), vault, others);
        return new StackPlan(brokerPort, databasePort, addresses, vault, List.copyOf(others));
    }

    private static void requireKnown(Set<String> without, ServicePlan vault, List<ServicePlan> others) {
        List<String> names = Stream.concat(Stream.of(vault), others.stream())
                .map(ServicePlan::name)
                .toList();
        if (!names.containsAll(without)) {
            throw new StackFailure(
                    "--without takes " + String.join(", ", names) + ", not " + String.join(", ", without));
        }
    }

    Stream<ServicePlan> services() {
        return Stream.concat(Stream.of(vault), others.stream());
    }

    List<GatewayPlan> gateways() {
        return addresses.gateways();
    }

    @Override
    public void close() {
        addresses.close();
    }
}
