package io.ikebus.identity;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * For {@code ssl.engine.factory.class} of Kafka clients: each new connection uses what is in {@code
 * ssl.keystore.location} and {@code ssl.truststore.location} then, both PEM. Kafka's own factory reads them once.
 */
public final class ReloadingSslEngineFactory implements SslEngineFactory {
    private @Nullable CurrentTls tls;

    @Override
    public void configure(Map<String, ?> settings) {
        tls = new CurrentTls(path(settings, "ssl.keystore.location"), path(settings, "ssl.truststore.location"));
        // What is wrong with the files is said when the client is made, and not at its first connection.
        tls.context();
    }

    private static Path path(Map<String, ?> settings, String name) {
        if (settings.get(name) instanceof String text) {
            return Path.of(text);
        }
        throw new IllegalArgumentException(name + " must be the path of a PEM file");
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        CurrentTls configured = tls;
        if (configured == null) {
            throw new IllegalStateException("not configured");
        }
        SSLEngine engine = configured.context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(endpointIdentification);
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new IllegalStateException("this is for clients");
    }

    /** Never: what changes is looked at for each connection. */
    @Override
    public boolean shouldBeRebuilt(Map<String, Object> settings) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        tls = null;
    }
}
