package io.ikebus.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.Bus;
import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged agent and transport, a vault, and a broker with mutual TLS: from a one-time token to certificates that are
 * renewed. {@code -Dikebus.kills=N} is how often the agent is killed meanwhile, {@code -Dikebus.seed=N} when.
 */
class EnrolmentTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final int KILLS = Integer.getInteger("ikebus.kills", 2);
    /** They renew at two thirds of it. */
    private static final String LIFETIME = "24s";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random random = new Random(Long.getLong("ikebus.seed", 1));

    @TempDir
    private Path directory;

    private LoneVault vault;
    private EmbeddedBroker broker;
    private Api api;

    @BeforeEach
    void aVaultAndABus() throws IOException {
        for (String module : List.of("key-vault-svc", "sa-installer-agent", "ike-transport-svc")) {
            assumeTrue(
                    Files.exists(HOME.resolve(module + "/target/quarkus-app/quarkus-run.jar")),
                    module + " has not been packaged");
        }
        int port = FreePorts.tcp();
        vault = new LoneVault(
                HOME, directory, "127.0.0.1:" + port, Map.of("ikebus.vault.service-certificate-lifetime", LIFETIME));
        vault.start();
        // The vault makes its authority with the first token; brokers and whoever calls services are told of it.
        token(ServiceKind.AGENT, "nobody");
        IssuedCertificate brokers = vault.certificate("broker");
        Path everybody = directory.resolve("everybody.pem");
        Files.writeString(
                everybody,
                Files.readString(brokers.trust())
                        + get("service-authority").path("certificate").asText());
        broker = EmbeddedBroker.start(BrokerOptions.temporary()
                .onPort(port)
                .withMutualTls(
                        new IssuedCertificate(brokers.certificate(), brokers.key(), brokers.keystore(), everybody)));
        broker.ensureTopics(Bus.topics(1));
        api = new Api(vault.certificate("launcher").keystore(), everybody, vault.tokenFile());
    }

    @AfterEach
    void end() {
        if (api != null) {
            api.close();
        }
        if (vault != null) {
            vault.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private String token(ServiceKind kind, String gateway) throws IOException {
        Answer answer = vault.api()
                .post(
                        vault.url() + "/api/v1/enrolment-tokens",
                        Map.of("role", NewService.role(kind), "gateway", gateway));
        assertThat(answer.isOk()).as(answer.sentence()).isTrue();
        return answer.body().path("token").asText();
    }

    private JsonNode get(String path) throws IOException {
        Answer answer = vault.api().get(vault.url() + "/api/v1/" + path);
        assertThat(answer.isOk()).as(answer.sentence()).isTrue();
        return answer.body();
    }

    /** By serial: its role. */
    private Map<String, String> recorded() throws IOException {
        Map<String, String> all = new HashMap<>();
        for (JsonNode one : get("service-certificates").path("items")) {
            all.put(one.path("serial").asText(), one.path("role").asText());
        }
        return all;
    }

    private NewService service(ServiceKind kind, String name) {
        return new NewService(
                HOME,
                directory.resolve(name),
                kind,
                vault.surroundings(),
                vault.url(),
                vault.certificate("anybody").trust());
    }

    @Test
    void fromATokenToCertificatesThatAreRenewedWithoutARestartUntilTheyAreRevoked() throws Exception {
        try (NewService agent = service(ServiceKind.AGENT, "agent");
                NewService transport = service(ServiceKind.TRANSPORT, "transport")) {
            // Given
            agent.giveToken(token(ServiceKind.AGENT, "east"));
            transport.giveToken(token(ServiceKind.TRANSPORT, "east"));
            // When
            agent.spawn();
            transport.spawn();
            agent.awaitReady(api);
            transport.awaitReady(api);
            // Then
            String firstOfAgent = agent.servedSerial();
            String firstOfTransport = transport.servedSerial();
            assertThat(recorded()).containsEntry(firstOfAgent, "agent").containsEntry(firstOfTransport, "transport");
            // And when they have been renewed
            await().atMost(PATIENCE).until(() -> !agent.servedSerial().equals(firstOfAgent));
            await().atMost(PATIENCE).until(() -> !transport.servedSerial().equals(firstOfTransport));
            // Then the same processes go on with them
            agent.awaitReady(api);
            transport.awaitReady(api);
            assertThat(recorded())
                    .containsEntry(agent.servedSerial(), "agent")
                    .containsEntry(transport.servedSerial(), "transport");
            // And when what the agent has is revoked
            assertThat(registers(agent)).isEqualTo(200);
            for (String serial : recorded().keySet()) {
                vault.api()
                        .post(
                                vault.url() + "/api/v1/service-certificates/" + serial + ":revoke",
                                Map.of("reason", "key-compromise"));
            }
            // Then it counts at once
            assertThat(registers(agent)).isEqualTo(401);
        }
    }

    /** What the vault answers whoever has the files of an agent. */
    private int registers(NewService agent) throws IOException {
        try (Api thief = new Api(agent.files().keystore(), agent.files().trust(), vault.tokenFile())) {
            return thief.put(
                            vault.url() + "/api/v1/gateways/east/hpke-key", Map.of("publicKey", "09" + "00".repeat(31)))
                    .status();
        }
    }

    @Test
    void anAgentThatIsKilledWhileItEnrolsCompletesAtItsNextStart() throws Exception {
        // Given how long it takes
        long usual;
        try (NewService agent = service(ServiceKind.AGENT, "first")) {
            agent.giveToken(token(ServiceKind.AGENT, "east"));
            long begin = System.nanoTime();
            agent.spawn();
            await().atMost(PATIENCE).until(() -> Files.exists(agent.files().certificate()));
            usual = System.nanoTime() - begin;
        }
        for (int kill = 0; kill < KILLS; kill++) {
            try (NewService agent = service(ServiceKind.AGENT, "killed-" + kill)) {
                agent.giveToken(token(ServiceKind.AGENT, "east"));
                agent.spawn();
                // When, as often as not in the last third, where key, request and files are
                LockSupport.parkNanos(usual * 2 / 3 + random.nextLong(usual / 2));
                agent.kill();
                // Then
                agent.spawn();
                agent.awaitReady(api);
                assertThat(recorded()).containsKey(agent.servedSerial());
            }
        }
    }

    @Test
    void aTokenForAnotherGatewayIsRefusedAndEndsTheStart() throws Exception {
        try (NewService agent = service(ServiceKind.AGENT, "agent")) {
            // Given
            agent.giveToken(token(ServiceKind.AGENT, "west"));
            // When
            agent.spawn();
            // Then
            assertThat(agent.lastWordsAtItsEnd())
                    .contains("ikebus.enrolment.token-file", "ask a vault-admin for another token");
            assertThat(agent.files().keystore()).doesNotExist();
            assertThat(agent.files().certificate()).doesNotExist();
        }
    }
}
