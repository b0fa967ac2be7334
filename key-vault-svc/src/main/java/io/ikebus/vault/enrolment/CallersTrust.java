package io.ikebus.vault.enrolment;

import io.ikebus.vault.access.ServiceName;
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
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    /** @param ofServices null as long as there is no services authority */
    private record Trust(
            List<X509Certificate> fromFile,
            Map<String, StoredAuthority> authorities,
            X509ExtendedTrustManager ofFile,
            @Nullable X509ExtendedTrustManager ofServices) {}

    /** @param file and {@code memory} are asked for not before somebody calls; the file once */
    public CallersTrust(Supplier<List<X509Certificate>> file, Supplier<HoldingsMemory> memory) {
        this.file = file;
        this.memory = memory;
    }

    private Trust now() {
        HoldingsMemory holdings = memory.get();
        Map<String, StoredAuthority> authorities =
                holdings.isOpen() ? holdings.present().enrolled().authorities() : Map.of();
        Trust known = present;
        if (known == null || !known.authorities().equals(authorities)) {
            List<X509Certificate> fromFile = known == null ? file.get() : known.fromFile();
            known = new Trust(
                    fromFile,
                    authorities,
                    known == null ? manager(fromFile) : known.ofFile(),
                    authorities.isEmpty()
                            ? null
                            : manager(authorities.values().stream()
                                    .map(one -> Encoded.certificate(one.certificate()))
                                    .toList()));
            present = known;
        }
        return known;
    }

    private static X509ExtendedTrustManager manager(List<X509Certificate> authorities) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (X509Certificate one : authorities) {
                trusted.setCertificateEntry("authority-" + number++, one);
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

    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    /** A services authority makes agents and transports, and nobody else: also one that was taken over from elsewhere. */
    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        Trust trust = now();
        try {
            check.by(trust.ofFile());
        } catch (CertificateException e) {
            if (trust.ofServices() == null
                    || chain.length == 0
                    || !ServiceName.isOfAHost(chain[0].getSubjectX500Principal())) {
                throw e;
            }
            check.by(trust.ofServices());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, manager -> manager.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, manager -> manager.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, manager -> manager.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        now().ofFile().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        now().ofFile().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        now().ofFile().checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        Trust trust = now();
        return Stream.of(trust.ofFile(), trust.ofServices())
                .filter(Objects::nonNull)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
