package io.ikebus.negotiator.vault;

import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS to the vault: HTTP/2 where the vault speaks it, one connection kept alive. Thread-safe.
 *
 * <p>After a failure nobody is made to wait for the next one: for {@link #PAUSE} every question fails at once with the
 * same reason.
 */
public final class VaultConnection {
    private static final Logger LOG = Logger.getLogger(VaultConnection.class);

    static final int LARGEST_BODY = 64 * 1024;
    private static final String IO = "vault-io";
    private static final String[] KEEP_ALIVE = {
        "jdk.httpclient.keepalive.timeout", "jdk.httpclient.keepalive.timeout.h2"
    };

    static {
        // The client reads these once. Its 30 s would make every handshake after a pause wait for one of TLS.
        for (String property : KEEP_ALIVE) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "1200");
            }
        }
    }

    private static final Pattern PROBLEM = Pattern.compile("urn:ikebus:problem:([a-z-]{1,64})");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final URI base;
    private final Duration timeout;
    private final HttpClient client;
    private final InstantSource clock;
    private volatile Health health = new Health(true, "not asked yet", 0);

    /** @param quietUntil milliseconds since 1970 before which nothing is asked */
    private record Health(boolean reachable, String reason, long quietUntil) {}

    public VaultConnection(URI base, SSLContext tls, Duration timeout, InstantSource clock) {
        this.base = base;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Whether the last question was answered. */
    public boolean isReachable() {
        return health.reachable();
    }

    /** Why it was not; for people. */
    public String reason() {
        return health.reason();
    }

    VaultReply get(String path) {
        return exchange(() -> request(path).GET().build());
    }

    VaultReply post(String path, Octets json) {
        return exchange(() -> request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.toByteArray()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(timeout).header("Accept", "application/json");
    }

    private VaultReply exchange(Supplier<HttpRequest> request) {
        Health before = health;
        if (clock.millis() < before.quietUntil()) {
            return new VaultReply.Failed(before.reason());
        }
        VaultReply reply = attempt(request.get());
        // Every question may be asked twice. A connection that was kept may have been closed by a vault that restarted.
        if (reply instanceof VaultReply.Failed(String reason) && reason.equals(IO)) {
            reply = attempt(request.get());
        }
        if (reply instanceof VaultReply.Failed(String reason)) {
            health = new Health(false, reason, clock.millis() + PAUSE.toMillis());
        } else {
            health = new Health(true, "ok", 0);
        }
        return reply;
    }

    private VaultReply attempt(HttpRequest request) {
        // The request's own time-out ends with the response's head; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_BODY));
        try {
            return reply(response.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            response.cancel(true);
            return failed("vault-timeout", e);
        } catch (ExecutionException e) {
            return failed(reasonFor(e.getCause()), e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return failed("vault-interrupted", e);
        }
    }

    private static String reasonFor(@Nullable Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "vault-timeout";
        }
        return cause instanceof ConnectException ? "vault-unreachable" : IO;
    }

    private VaultReply reply(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            return new VaultReply.Answered(new VaultBody(response.body()));
        }
        try (VaultBody body = new VaultBody(response.body())) {
            return status >= 400 && status < 500
                    ? new VaultReply.Refused(status, problem(body))
                    : failed("vault-error", new IOException("status " + status));
        }
    }

    private static String problem(VaultBody body) {
        return body.read(Set.of())
                .flatMap(members -> members.text("type"))
                .map(PROBLEM::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .orElse("");
    }

    private VaultReply failed(String reason, Exception cause) {
        // The first cause tells more: "connection refused", "certificate_required".
        Throwable first = cause;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        LOG.warnf("no answer from the vault at %s: %s (%s)", base, reason, first);
        return new VaultReply.Failed(reason);
    }
}
