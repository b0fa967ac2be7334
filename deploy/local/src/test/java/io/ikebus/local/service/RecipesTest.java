package io.ikebus.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RecipesTest {

    private static final IssuedCertificate CERTIFICATE =
            new IssuedCertificate(Path.of("/a.crt"), Path.of("/a.key"), Path.of("/a.pem"), Path.of("/ca.crt"));
    private static final GatewayPlan EAST =
            new GatewayPlan(new GatewayId("east"), IpAddress.parse("127.0.77.1"), 500, 4500);

    private final Recipes recipes = new Recipes(new Surroundings(
            "127.0.0.1:9092",
            "jdbc:postgresql://127.0.0.1/vault",
            "vault",
            Path.of("/password"),
            Path.of("/cluster"),
            Path.of("/master"),
            Path.of("/agents"),
            "https://issuer.invalid",
            Path.of("/token.pub")));

    @Test
    void rolesAreWhatTheServicesKnowEachOtherBy() {
        assertThat(Recipes.role(ServiceKind.AGENT, "east")).isEqualTo("agent:east");
        assertThat(Recipes.role(ServiceKind.TRANSPORT, "east")).isEqualTo("transport:east");
        assertThat(Recipes.role(ServiceKind.NEGOTIATOR, "")).isEqualTo("negotiator");
        assertThat(Recipes.role(ServiceKind.VAULT, "")).isEqualTo("vault");
    }

    @Test
    void aGatewaysServicesCarryItsName() {
        // When
        ServicePlan agent = recipes.agent(1, CERTIFICATE, EAST, "https://127.0.0.1:2");
        ServicePlan transport = recipes.transport(3, CERTIFICATE, EAST);

        // Then
        assertThat(agent.name()).isEqualTo("agent-east");
        assertThat(agent.properties())
                .containsEntry("ikebus.gateway", "east")
                .containsEntry("ikebus.agent.state-directory", "/agents/east");
        assertThat(transport.properties())
                .containsEntry("ikebus.transport.listen", "127.0.77.1")
                .containsEntry("ikebus.transport.ike-port", "500");
    }

    @Test
    void theVaultTellsTheBusWhatItDoesAndKnowsNoClusterSecret() {
        // When
        ServicePlan vault = recipes.vault(1, CERTIFICATE);

        // Then
        assertThat(vault.properties())
                .containsEntry("kafka.bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("ikebus.tls.keystore-file", "/a.pem")
                .doesNotContainKey("ikebus.cluster-secret-file");
    }

    @Test
    void theCommandLineNamesNeitherSecretsNorWhereTheyAre() {
        // Given
        ServicePlan vault = recipes.vault(1, CERTIFICATE);

        // When
        String command = Launch.command(vault, Path.of("/app"), Path.of("/work"), Path.of("/log"), false)
                .toString();

        // Then
        assertThat(Launch.configuration(vault)).contains("ikebus.vault.master-key-file=/master");
        assertThat(command).contains("/app/quarkus-run.jar").doesNotContain("master", "password", "cluster");
    }

    @Test
    void aPropertiesFileIsReadAsItWasMeant() throws IOException {
        // Given
        Map<String, String> properties =
                Map.of("a.b", "C:\\x", "with space", " leading", "umlaut", "ä = #1", "quote\"d", "a\nb");

        // When
        Properties read = new Properties();
        read.load(new StringReader(PropertiesFile.text(properties)));

        // Then
        assertThat(read).isEqualTo(properties);
    }
}
