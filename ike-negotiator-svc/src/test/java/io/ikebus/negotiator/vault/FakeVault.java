package io.ikebus.negotiator.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The vault's API as far as a negotiator and an agent use it, over mutual TLS, with one PSK for everybody. */
public final class FakeVault implements AutoCloseable {
    private final Map<String, Canned> canned = new java.util.concurrent.ConcurrentHashMap<>();
    private final Map<String, String> bodies = new java.util.concurrent.ConcurrentHashMap<>();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> MACS = Map.of(
            "SHA1", "HmacSHA1",
            "SHA2_256", "HmacSHA256",
            "SHA2_384", "HmacSHA384",
            "SHA2_512", "HmacSHA512");

    private final GatewayRsaKeys encryption = new GatewayRsaKeys();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] psk;
    private final Consumer<String> issued;
    private final Map<String, String> gatewayKeys = new ConcurrentHashMap<>();
    private final Map<String, String> sealingKeys = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String currentKey;
    private volatile Instant currentNotAfter = Instant.parse("2100-01-01T00:00:00Z");
    private volatile @Nullable Fault fault;

    /** What it does instead of answering. */
    public enum Fault {
        ERROR,
        GARBAGE,
        SILENCE,
        ENDLESS
    }

    public FakeVault(IssuedCertificate certificate, String psk) {
        this(certificate, psk, "k1", "11".repeat(32), skeyid -> {});
    }

    /** @param issued is told every SKEYID that goes out, as hex */
    public FakeVault(IssuedCertificate certificate, String psk, String keyId, String keyHex, Consumer<String> issued) {
        this.issued = issued;
        this.psk = psk.getBytes(StandardCharsets.UTF_8);
        this.currentKey = keyId;
        sealingKeys.put(keyId, keyHex);
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        SSLContext tls = PemTls.of(certificate);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters mutual = tls.getDefaultSSLParameters();
                mutual.setNeedClientAuth(true);
                parameters.setSSLParameters(mutual);
            }
        });
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    public void breakDown(@Nullable Fault how) {
        fault = how;
    }

    public void publish(String gateway, Octets publicKey) {
        gatewayKeys.put(gateway, publicKey.hex());
    }

    public void rotateTo(String id, String keyHex, Instant notAfter) {
        sealingKeys.put(id, keyHex);
        currentKey = id;
        currentNotAfter = notAfter;
    }

    /** Method and path of every request, in order. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            byte[] body = exchange.getRequestBody().readAllBytes();
            Fault now = fault;
            if (now != null) {
                fail(exchange, now);
                return;
            }
            String role = role(exchange);
            if (path.endsWith("/hpke-key")) {
                gatewayKey(exchange, path.split("/")[4], role, body);
            } else if (!role.equals("negotiator")) {
                answer(exchange, 403, "{}");
            } else if (path.equals("/api/v1/skeyid") && !canned.containsKey(path)) {
                skeyid(exchange, JSON.readTree(body));
            } else if (path.equals("/api/v1/decryptions") && !canned.containsKey(path)) {
                answer(exchange, 200, encryption.decrypted(JSON.readTree(body)));
            } else if (path.equals("/api/v1/peer-keys") && !canned.containsKey(path)) {
                answer(exchange, 200, encryption.peerKey(JSON.readTree(body)));
            } else if (canned.containsKey(path)) {
                bodies.put(path, new String(body, java.nio.charset.StandardCharsets.UTF_8));
                Canned given = canned.get(path);
                answer(exchange, given.status(), given.json());
            } else if (path.startsWith("/api/v1/sealing-keys/")) {
                sealingKey(exchange, path.substring("/api/v1/sealing-keys/".length()));
            } else {
                answer(exchange, 404, "{}");
            }
        }
    }

    private record Canned(int status, String json) {}

    /** What a negotiator gets at this path from now on. */
    public void answerWith(String path, int status, String json) {
        canned.put(path, new Canned(status, json));
    }

    /** The last body that came to a path of {@link #answerWith}. */
    public String bodyAt(String path) {
        return bodies.getOrDefault(path, "");
    }

    private void skeyid(HttpExchange exchange, JsonNode question) throws IOException {
        if (question.path("connection").asText().startsWith("unknown")) {
            answer(exchange, 404, "{\"type\":\"urn:ikebus:problem:no-credential\"}");
            return;
        }
        try {
            String algorithm = MACS.get(question.get("hash").asText());
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(psk, algorithm));
            mac.update(Octets.fromHex(question.get("initiatorNonce").asText()).toByteArray());
            mac.update(Octets.fromHex(question.get("responderNonce").asText()).toByteArray());
            String skeyid = Octets.wrap(mac.doFinal()).hex();
            issued.accept(skeyid);
            answer(exchange, 200, "{\"skeyid\":\"" + skeyid + "\",\"credential\":\"everybody\"}");
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void sealingKey(HttpExchange exchange, String wanted) throws IOException {
        String id = wanted.equals("current") ? currentKey : wanted;
        String key = sealingKeys.get(id);
        if (key == null) {
            answer(exchange, 404, "{}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"id\":\"" + id + "\",\"key\":\"" + key + "\",\"notAfter\":\"" + currentNotAfter + "\"}");
        }
    }

    private void gatewayKey(HttpExchange exchange, String gateway, String role, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            if (!role.equals("agent:" + gateway)) {
                answer(exchange, 403, "{}");
                return;
            }
            gatewayKeys.put(gateway, JSON.readTree(body).get("publicKey").asText());
            answer(exchange, 200, "{}");
            return;
        }
        String key = gatewayKeys.get(gateway);
        if (key == null) {
            answer(exchange, 404, "{}");
        } else {
            answer(exchange, 200, "{\"gateway\":\"" + gateway + "\",\"publicKey\":\"" + key + "\",\"version\":1}");
        }
    }

    private static void fail(HttpExchange exchange, Fault how) throws IOException {
        switch (how) {
            case ERROR -> answer(exchange, 500, "{}");
            case GARBAGE -> answer(exchange, 200, "{\"skeyid\":\"xyz\"");
            case ENDLESS -> answer(exchange, 200, "{\"skeyid\":\"" + "00".repeat(100_000) + "\"}");
            case SILENCE -> {
                try {
                    // The client gives up long before; close() interrupts.
                    new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static String role(HttpExchange exchange) throws IOException {
        Principal peer = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal();
        return peer.getName().replaceFirst(".*CN=([^,]+).*", "$1");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
