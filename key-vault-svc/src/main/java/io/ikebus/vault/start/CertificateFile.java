package io.ikebus.vault.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.microprofile.config.spi.Converter;

/** A file of X.509 certificates, one or more. */
public final class CertificateFile implements Converter<Path> {
    private static final long serialVersionUID = 1;
    private static final String FORM = "this is the path of a readable PEM file with one X.509 certificate or more";

    @Override
    public Path convert(String value) {
        Path file = Path.of(value.strip());
        if (read(file).isEmpty()) {
            throw new IllegalArgumentException(FORM);
        }
        return file;
    }

    /** @throws IllegalArgumentException if it is no such file */
    static List<X509Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }
}
