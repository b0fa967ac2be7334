package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From a one-time token to a certificate. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class EnrolmentApiTest {
    private static final String ENROLMENTS = "/api/v1/enrolments";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient nobody = VaultClient.nobody();

    private String token(String gateway) {
        return Applicant.token(admin, "agent", gateway, "").path("token").asText();
    }

    @Test
    void anAgentEnrolsAndIsFromThenOnItsGatewaysAgent() throws Exception {
        // Given
        Applicant agent = Applicant.any();
        // When
        Answer answer = nobody.post(ENROLMENTS, agent.enrolment(token("enrol-east")));
        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        X509Certificate certificate = Applicant.certificate(answer);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=agent:enrol-east");
        assertThat(certificate.getPublicKey()).isEqualTo(agent.pair().getPublic());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotAfter().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(7)));
        certificate.verify(Applicant.chain(answer)[1].getPublicKey());
        // When
        VaultClient enrolled = agent.with(answer);
        Answer own = enrolled.put("/api/v1/gateways/enrol-east/hpke-key", key());
        Answer other = enrolled.put("/api/v1/gateways/enrol-west/hpke-key", key());
        // Then
        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(other.status()).isEqualTo(403);
    }

    private static String key() {
        return "{\"publicKey\":\"" + Hpke.generate().publicKey().hex() + "\"}";
    }

    @Test
    void aTokenIsShownOnceAndListedWithoutWhatMakesItOne() {
        // When
        JsonNode made =
                Applicant.token(admin, "transport", "enrol-list", ",\"lifetime\":\"24h\",\"names\":[\"t.example\"]");
        Answer list = VaultClient.person("auditor").get("/api/v1/enrolment-tokens?limit=1000");
        // Then
        String token = made.path("token").asText();
        assertThat(token)
                .matches("et-[0-9a-f]{16}\\.[0-9a-f]{64}")
                .startsWith(made.path("id").asText());
        assertThat(Duration.between(
                        Instant.parse(made.path("createdAt").asText()),
                        Instant.parse(made.path("notAfter").asText())))
                .isEqualTo(Duration.ofHours(24));
        assertThat(list.body())
                .contains(made.path("id").asText(), "enrol-list", "t.example")
                .doesNotContain(token.substring(20), "\"token\"");
        // When
        Answer gone = admin.delete("/api/v1/enrolment-tokens/" + made.path("id").asText());
        // Then
        assertThat(gone.status()).isEqualTo(204);
        assertThat(nobody.post(ENROLMENTS, Applicant.any().enrolment(token)).problem())
                .isEqualTo("unknown-token");
    }

    @Test
    void ofFiftyWhoComeWithOneTokenAtOnceOneGetsACertificate() throws Exception {
        // Given
        String token = token("enrol-fifty");
        CountDownLatch go = new CountDownLatch(1);
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            VaultClient caller = VaultClient.nobodyAt("127.0.0.50");
            String body = Applicant.any().enrolment(token);
            attempts.add(() -> {
                go.await();
                return caller.post(ENROLMENTS, body);
            });
        }
        // When
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<Future<Answer>> running =
                    attempts.stream().map(threads::submit).toList();
            go.countDown();
            for (Future<Answer> one : running) {
                answers.add(one.get());
            }
        }
        // Then
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .extracting(Answer::problem)
                .hasSize(49)
                .containsOnly("spent-token");
        assertThat(admin.get("/api/v1/service-certificates?gateway=enrol-fifty")
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void whoLostTheAnswerGetsTheSameCertificateAgain() {
        // Given
        Applicant agent = Applicant.any();
        String token = token("enrol-lost");
        Answer first = nobody.post(ENROLMENTS, agent.enrolment(token));
        // When
        Answer again = nobody.post(ENROLMENTS, agent.enrolment(token));
        Answer another = nobody.post(ENROLMENTS, Applicant.any().enrolment(token));
        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(another.status()).isEqualTo(422);
        assertThat(another.problem()).isEqualTo("spent-token");
    }

    @Test
    void aTokenIsGoodForItsLifeAndNoLonger() {
        String token = Applicant.token(admin, "agent", "enrol-late", ",\"lifetime\":\"1s\"")
                .path("token")
                .asText();
        String body = Applicant.any().enrolment(token).replace("}", ",\"gateway\":\"enrol-other\"}");

        await().until(() -> nobody.post(ENROLMENTS, body).problem().equals("expired-token"));
        assertThat(nobody.post(ENROLMENTS, Applicant.any().enrolment(token)).problem())
                .isEqualTo("expired-token");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"\"role\":\"transport\"", "\"gateway\":\"enrol-elsewhere\""})
    void aTokenForAnotherIsRefusedAndNotSpent(String claim) {
        // Given
        String body = Applicant.any().enrolment(token("enrol-mine"));
        // When
        Answer refused = nobody.post(ENROLMENTS, body.replace("}", "," + claim + "}"));
        // Then
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("token-for-another");
        assertThat(nobody.post(ENROLMENTS, body).status()).isEqualTo(200);
    }

    @Test
    void whatARequestSaysOfItselfIsIgnored() {
        Applicant agent = Applicant.any();
        String csr = Applicant.text(agent.signed("CN=negotiator,O=Somebody", "SHA384withECDSA"));

        Answer answer =
                nobody.post(ENROLMENTS, "{\"token\":\"" + token("enrol-modest") + "\",\"csr\":\"" + csr + "\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Applicant.certificate(answer).getSubjectX500Principal().getName())
                .isEqualTo("CN=agent:enrol-modest");
    }

    static Stream<Arguments> badRequests() {
        byte[] good = Applicant.any().der();
        byte[] otherSignature = good.clone();
        otherSignature[otherSignature.length - 1] ^= 1;
        byte[] trailing = java.util.Arrays.copyOf(good, good.length + 1);
        BigInteger usual = BigInteger.valueOf(65_537);
        return Stream.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("garbage", "this is no request at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Arguments.of("cut off", java.util.Arrays.copyOf(good, good.length - 5)),
                Arguments.of("with something behind it", trailing),
                Arguments.of("with another signature", otherSignature),
                Arguments.of(
                        "of an RSA key that is short",
                        Applicant.withRsa(1_024, usual).der()),
                Arguments.of(
                        "of an RSA key with a small exponent",
                        Applicant.withRsa(2_048, BigInteger.valueOf(3)).der()),
                Arguments.of("of P-521", Applicant.onCurve("secp521r1").der()),
                Arguments.of(
                        "signed with SHA-1", Applicant.withRsa(2_048, usual).signed("CN=x", "SHA1withRSA")),
                Arguments.of("that is long", new byte[8_193]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void aRequestThatIsNotGoodIsRefusedAndTheTokenNotSpent(String what, byte[] der) {
        // Given
        String token = token("enrol-bad");
        // When
        Answer refused =
                nobody.post(ENROLMENTS, "{\"token\":\"" + token + "\",\"csr\":\"" + Applicant.text(der) + "\"}");
        // Then
        assertThat(refused.status()).as(what + refused.body()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("csr");
        Answer good = nobody.post(ENROLMENTS, Applicant.any().enrolment(token));
        assertThat(good.status()).as(good.body()).isEqualTo(200);
        admin.post(
                "/api/v1/service-certificates/" + good.json().path("serial").asText() + ":revoke",
                "{\"reason\":\"superseded\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"secp384r1", "2048"})
    void otherKeysThatAreGoodAreTaken(String kind) {
        Applicant agent = kind.startsWith("secp")
                ? Applicant.onCurve(kind)
                : Applicant.withRsa(Integer.parseInt(kind), BigInteger.valueOf(65_537));

        Answer answer = nobody.post(ENROLMENTS, agent.enrolment(token("enrol-kinds")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(agent.with(answer)
                        .put("/api/v1/gateways/enrol-kinds/hpke-key", key())
                        .status())
                .isIn(200, 201);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no token, csr, 400",
        "a token that is none, et-0.0, 400",
        "no body, '', 411",
    })
    void refusesOtherBodies(String what, String token, int status) {
        String body = what.equals("no body") ? "" : "{\"token\":\"" + token + "\",\"csr\":\"AA==\"}";
        Answer answer = nobody.send("POST", ENROLMENTS, body, Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void aBodyThatIsLongIsNotRead() {
        Answer answer = nobody.post(ENROLMENTS, "{\"token\":\"" + "x".repeat(17_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("too-long");
    }

    @Test
    void anAddressThatTriesTooOftenHasToWaitAndOthersHaveNot() {
        // Given
        VaultClient guesser = VaultClient.nobodyAt("127.0.0.66");
        String body = Applicant.any().enrolment("et-" + "0".repeat(16) + "." + "0".repeat(64));
        // When
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 301; i++) {
            statuses.add(guesser.post(ENROLMENTS, body).status());
        }
        // Then
        assertThat(statuses.subList(0, 300)).containsOnly(422);
        assertThat(statuses.getLast()).isEqualTo(429);
        assertThat(VaultClient.nobodyAt("127.0.0.67").post(ENROLMENTS, body).status())
                .isEqualTo(422);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"gateway\":\"east\"} | role",
                "{\"role\":\"negotiator\",\"gateway\":\"east\"} | role",
                "{\"role\":\"agent\"} | gateway",
                "{\"role\":\"agent\",\"gateway\":\"EAST\"} | gateway",
                "{\"role\":\"agent\",\"gateway\":\"east\",\"lifetime\":\"25h\"} | lifetime",
                "{\"role\":\"agent\",\"gateway\":\"east\",\"lifetime\":\"0s\"} | lifetime",
                "{\"role\":\"agent\",\"gateway\":\"east\",\"lifetime\":\"soon\"} | lifetime",
                "{\"role\":\"agent\",\"gateway\":\"east\",\"names\":[\"*.example\"]} | names[0]",
                "{\"role\":\"agent\",\"gateway\":\"east\",\"names\":[\"a,b\"]} | names[0]",
                "{\"role\":\"agent\",\"gateway\":\"east\",\"names\":[\"1.2.3\"]} | names[0]",
            })
    void refusesTokensOfAnotherForm(String body, String field) {
        Answer answer = admin.post("/api/v1/enrolment-tokens", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
    }
}
