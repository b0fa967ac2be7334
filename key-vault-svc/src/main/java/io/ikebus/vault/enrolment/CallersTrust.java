package io.ikebus.vault.enrolment;

import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.issuing.Encoded;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates callers may have: of the authorities in the operator's file, and of the services authorities as of
 * now, so that a new one counts without a restart. Thread-safe.
 */
public final class CallersTrust extends X509ExtendedTrustManager {
    private final Supplier<List<X509Certificate>> file;
    private final Supplier<HoldingsMemory> memory;
    private volatile @Nullable Trust present;

    private record Trust(
            List<X509Certificate> fromFile,
            Map<String, StoredAuthority> authorities,
            X509ExtendedTrustManager manager) {}

    /** @param file and {@code memory} are asked for not before somebody calls; the file once */
    public CallersTrust(Supplier<List<X509Certificate>> file, Supplier<HoldingsMemory> memory) {
        this.file = file;
        this.memory = memory;
    }

    private X509ExtendedTrustManager now() {
        HoldingsMemory holdings = memory.get();
        Map<String, StoredAuthority> authorities =
                holdings.isOpen() ? holdings.present().enrolled().authorities() : Map.of();
        Trust known = present;
        if (known == null || !known.authorities().equals(authorities)) {
            List<X509Certificate> fromFile = known == null ? file.get() : known.fromFile();
            known = new Trust(fromFile, authorities, manager(fromFile, authorities));
            present = known;
        }
        return known.manager();
    }

    private static X509ExtendedTrustManager manager(
            List<X509Certificate> fromFile, Map<String, StoredAuthority> authorities) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (X509Certificate one : fromFile) {
                trusted.setCertificateEntry("file-" + number++, one);
            }
            for (StoredAuthority one : authorities.values()) {
                trusted.setCertificateEntry(one.id(), Encoded.certificate(one.certificate()));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that were read make a trust store", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        now().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        now().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        now().checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        now().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        now().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        now().checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return now().getAcceptedIssuers();
    }
}
