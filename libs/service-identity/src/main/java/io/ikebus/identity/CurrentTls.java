package io.ikebus.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * TLS with what is in two PEM files as of now: another context as soon as one of them is another file. Another, because
 * a session that a context remembers goes on with the certificate that it began with. Thread-safe.
 */
public final class CurrentTls {
    private static final Logger LOG = Logger.getLogger(CurrentTls.class);

    private final @Nullable Path keystore;
    private final Path trust;
    private @Nullable Read last;

    private record Version(@Nullable Mark keystore, Mark trust) {}

    private record Mark(@Nullable Object file, long modified, long size) {}

    private record Read(Version version, SSLContext context) {}

    /** @param keystore with key and chain; null for a side that has no certificate */
    public CurrentTls(@Nullable Path keystore, Path trust) {
        this.keystore = keystore;
        this.trust = trust;
    }

    /** The context before, if the files cannot be read now and could be once. */
    public synchronized SSLContext context() {
        Read known = last;
        try {
            Version now = new Version(keystore == null ? null : mark(keystore), mark(trust));
            if (known == null || !known.version().equals(now)) {
                known = new Read(now, build());
                last = known;
            }
            return known.context();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            if (known == null) {
                throw new UncheckedIOException(
                        "the files do not make a TLS identity: " + e.getMessage(), new IOException(e));
            }
            LOG.warnf("the files of the TLS identity cannot be read, the one before is used: %s", e.getMessage());
            return known.context();
        }
    }

    private static Mark mark(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Mark(attributes.fileKey(), attributes.lastModifiedTime().toMillis(), attributes.size());
    }

    private SSLContext build() throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        List<X509Certificate> authorities = Identity.certificates(Files.readString(trust));
        for (int i = 0; i < authorities.size(); i++) {
            trusted.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(trusted);
        KeyStore own = empty();
        if (keystore != null) {
            Identity identity = Identity.read(keystore);
            own.setKeyEntry("own", identity.key(), new char[0], identity.chain().toArray(new X509Certificate[0]));
        }
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
