package io.ikebus.local.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A TLS context from PEM files. */
public final class MutualTls {

    private static final char[] IN_MEMORY = new char[0];
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";
    private static final String CERTIFICATE_BEGIN = "-----BEGIN CERTIFICATE-----";

    private MutualTls() {}

    /**
     * @param keystore private key (PKCS#8, elliptic curve), then the certificate chain
     * @param trust the certificates of those who may have signed the other side's
     */
    public static SSLContext context(Path keystore, Path trust) {
        try {
            String own = Files.readString(keystore);
            KeyStore keys = empty();
            keys.setKeyEntry(
                    "own",
                    privateKey(own),
                    IN_MEMORY,
                    certificates(own.substring(own.indexOf(CERTIFICATE_BEGIN))).toArray(Certificate[]::new));
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, IN_MEMORY);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trusted(trust), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the certificates", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates in " + keystore + " and " + trust + " do not fit", e);
        }
    }

    /** Without a certificate of one's own. */
    public static SSLContext trusting(Path trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted(trust), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the certificates", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates in " + trust + " are none", e);
        }
    }

    private static TrustManager[] trusted(Path trust) throws GeneralSecurityException, IOException {
        KeyStore authorities = empty();
        int number = 0;
        for (Certificate authority : certificates(Files.readString(trust))) {
            authorities.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(authorities);
        return trustManagers.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        int begin = pem.indexOf(KEY_BEGIN);
        int end = pem.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException("no private key in PKCS#8 PEM form");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
