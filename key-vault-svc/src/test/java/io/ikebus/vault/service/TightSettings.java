package io.ikebus.vault.service;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One use a second, and a source of revocation lists that gives what lies in a file. */
public final class TightSettings implements QuarkusTestResourceLifecycleManager {
    static final String LIST_FILE = "vault.test.list-file";
    static final String LIST_URL = "ikebus.vault.crl-sources";

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempDirectory("vault-lists").resolve("list");
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server = started;
            started.createContext("/list", exchange -> {
                byte[] body = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            started.start();
            return Map.of(
                    LIST_URL,
                    "http://127.0.0.1:" + started.getAddress().getPort() + "/list",
                    LIST_FILE,
                    file.toString(),
                    "ikebus.vault.crl-interval",
                    "100ms",
                    "ikebus.vault.limits.skeyids-per-second",
                    "1",
                    "ikebus.vault.limits.signatures-per-second",
                    "1",
                    "ikebus.vault.limits.decryptions-per-second",
                    "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
