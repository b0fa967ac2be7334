package io.ikebus.agent.vault;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** Tells the vault the agent's public key, again and again until it is taken. */
public final class VaultRegistration {
    private static final Logger LOG = Logger.getLogger(VaultRegistration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final URI resource;
    private final String body;
    private final Supplier<SSLContext> tls;
    private final Thread thread;
    private volatile boolean registered;
    private volatile String detail = "the vault has not been asked yet";

    /**
     * @param vault its base address, https
     * @param tls as of now: asked for each attempt, since the certificate may have been renewed between two
     */
    public VaultRegistration(URI vault, GatewayId gateway, Octets publicKey, Supplier<SSLContext> tls) {
        String base = vault.toString();
        this.resource = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/api/v1/gateways/" + gateway + "/hpke-key");
        this.body = "{\"publicKey\":\"" + publicKey.hex() + "\"}";
        this.tls = tls;
        this.thread = Thread.ofPlatform().name("vault-registration").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isRegistered() {
        return registered;
    }

    /** A sentence for people. */
    public String detail() {
        return detail;
    }

    public void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!attempt()) {
                LOG.warnf("%s; trying again in %d ms", detail, pause.toMillis());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            LOG.info(detail);
        } catch (InterruptedException e) {
            LOG.debug("stopped before the vault took the key");
        }
    }

    private boolean attempt() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(resource)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(tls.get())
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            registered = response.statusCode() / 100 == 2;
            detail = registered
                    ? "the vault has this agent's public key"
                    : "the vault answers " + response.statusCode() + " to " + resource + hint(response.statusCode());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            detail = "the vault at " + resource.getAuthority() + " is out of reach: " + reason;
        }
        return registered;
    }

    private static String hint(int status) {
        return status == 401 || status == 403 ? " (is the certificate's common name agent:<gateway>?)" : "";
    }
}
