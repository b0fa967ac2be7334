package io.ikebus.vault.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.eclipse.microprofile.config.spi.Converter;

/** A file of X.509 certificates, one or more. */
public final class CertificateFile implements Converter<Path> {
    private static final long serialVersionUID = 1;
    private static final String FORM = "this is the path of a readable PEM file with one X.509 certificate or more";

    @Override
    public Path convert(String value) {
        Path file = Path.of(value.strip());
        try (InputStream in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw new IllegalArgumentException(FORM);
            }
            return file;
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }
}
