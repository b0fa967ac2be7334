package io.ikebus.negotiator.api;

import static org.awaitility.Awaitility.await;

import io.ikebus.testkit.pki.TokenIssuer;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** People that call the API. */
final class Client {
    private Client() {}

    static void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> nobody().get("/q/health/ready").statusCode() == 200);
    }

    static RequestSpecification operator() {
        return with(token(Set.of("operator")));
    }

    static RequestSpecification viewer() {
        return with(token(Set.of("viewer")));
    }

    static RequestSpecification auditor() {
        return with(token(Set.of("auditor")));
    }

    static RequestSpecification nobody() {
        return RestAssured.given()
                .relaxedHTTPSValidation()
                .baseUri("https://127.0.0.1:" + setting("ikebus.http.port"))
                .port(Integer.parseInt(setting("ikebus.http.port")));
    }

    static RequestSpecification with(String token) {
        return nobody().header("Authorization", "Bearer " + token);
    }

    static String token(Set<String> groups) {
        return issuer(NegotiatorStack.ISSUER).issue("somebody", groups, Duration.ofMinutes(10));
    }

    static TokenIssuer issuer(String name) {
        return TokenIssuer.open(Path.of(setting("stack.directory"), "tokens"), name);
    }

    static String setting(String name) {
        Config config = ConfigProvider.getConfig();
        return config.getValue(name, String.class);
    }
}
