package io.ikebus.local.bench;

import io.ikebus.local.api.MutualTls;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.terminal.Screen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How long the vault takes for a SKEYID, as a negotiator asks: one question after the other, on one HTTP/2 connection. */
final class VaultQuestions {
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final HttpRequest question;

    /** @param stack has the pre-shared key of {@link IkebusResponder} */
    VaultQuestions(StackState stack) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(MutualTls.context(stack.keystoreFile().resolveSibling("negotiator.pem"), stack.trustFile()))
                .connectTimeout(PATIENCE)
                .build();
        this.question = HttpRequest.newBuilder(
                        URI.create(stack.service(ServiceKind.VAULT, "").url() + "/api/v1/skeyid"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"gateway":"east","connection":"bench","peerAddress":"127.88.1.1","hash":"SHA2_256",
                         "initiatorNonce":"%s","responderNonce":"%s"}""".formatted("01".repeat(32), "02".repeat(32))))
                .build();
    }

    /** @throws BenchFailure if one of the answers is none */
    void measure(Screen screen) {
        for (int i = 0; i < WARM_UP; i++) {
            ask();
        }
        long[] nanoseconds = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long start = System.nanoTime();
            ask();
            nanoseconds[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanoseconds);
        screen.line(String.format(
                Locale.ROOT,
                "%n  SKEYID from the vault, mTLS and HTTP/2, one at a time: p50 %.2f ms, p99 %.2f ms",
                nanoseconds[MEASURED / 2] / 1e6,
                nanoseconds[MEASURED * 99 / 100] / 1e6));
    }

    private void ask() {
        try {
            HttpResponse<byte[]> answer = client.send(question, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.version() != HttpClient.Version.HTTP_2) {
                throw new BenchFailure("the vault answered " + answer.statusCode() + " over " + answer.version());
            }
        } catch (IOException e) {
            throw new BenchFailure("the vault does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }
}
