package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.ikebus.identity.CurrentTls;
import io.ikebus.identity.Enrolment;
import io.ikebus.identity.IdentityFiles;
import io.ikebus.identity.Renewal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's side of enrolment, libs/service-identity, against this vault. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class EnrolledServiceTest {
    @TempDir
    Path directory;

    private final VaultClient admin = VaultClient.person("vault-admin");

    private static URI vault() {
        return URI.create(
                "https://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-ssl-port", String.class));
    }

    private static Path trust() {
        return VaultClient.directory().resolve("pki").resolve("ca.crt");
    }

    private IdentityFiles files() {
        return new IdentityFiles(
                directory.resolve("own.pem"), directory.resolve("own.crt"), directory.resolve("own.key"));
    }

    private Path token(String role, String gateway) throws Exception {
        return Files.writeString(
                directory.resolve("token"),
                Applicant.token(admin, role, gateway, "").path("token").asText() + "\n");
    }

    private int register(String gateway) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(new CurrentTls(files().keystore(), trust()).context())
                .build()) {
            return client.send(
                            HttpRequest.newBuilder(vault().resolve("/api/v1/gateways/" + gateway + "/hpke-key"))
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString("{\"publicKey\":\"09" + "00".repeat(31) + "\"}"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void aServiceEnrolsOnceAndRenewsWhileItRuns() throws Exception {
        // Given
        Path token = token("agent", "service-east");
        Enrolment enrolment = new Enrolment(vault(), "agent", "service-east", files(), trust());
        // When
        enrolment.ensure(token);
        String first = Files.readString(files().keystore());
        Files.delete(token);
        enrolment.ensure(token);
        // Then
        assertThat(Files.readString(files().keystore())).isEqualTo(first);
        assertThat(register("service-east")).isIn(200, 201);
        // When
        Renewal renewal =
                new Renewal(vault(), files(), trust(), () -> Instant.now().plus(Duration.ofDays(5)), new Random(1));
        renewal.start();
        await().until(() -> !Files.readString(files().keystore()).equals(first));
        renewal.stop();
        // Then
        assertThat(register("service-east")).isIn(200, 201);
        assertThat(Files.readString(files().keystore()))
                .isEqualTo(Files.readString(files().key()) + Files.readString(files().certificate()));
    }

    @Test
    void aServiceWhoseAnswerWasLostAsksAgainWithTheSameKey() throws Exception {
        // Given
        Path token = token("transport", "service-lost");
        Enrolment enrolment = new Enrolment(vault(), "transport", "service-lost", files(), trust());
        enrolment.ensure(token);
        String first = Files.readString(files().certificate());
        // When
        Path pending = directory.resolve("own.pem.pending");
        assertThat(pending).doesNotExist();
        Files.writeString(
                pending,
                Files.readString(files().key())
                        + "-----BEGIN CERTIFICATE REQUEST-----\n"
                        + Applicant.text(Applicant.ofPem(files().key(), files().certificate())
                                .der())
                        + "\n-----END CERTIFICATE REQUEST-----\n");
        Files.delete(files().keystore());
        enrolment.ensure(token);
        // Then
        assertThat(Files.readString(files().certificate())).isEqualTo(first);
    }

    @Test
    void aServiceWithATokenForAnotherSaysSo() throws Exception {
        Path token = token("agent", "service-other");
        Enrolment enrolment = new Enrolment(vault(), "agent", "service-mine", files(), trust());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> enrolment.ensure(token))
                .withMessageContaining("the token is for agent:service-other");
        assertThat(files().isPresent()).isFalse();
    }
}
