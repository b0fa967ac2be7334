package io.ikebus.vault.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.spi.Converter;

/** A file with a private key that is not encrypted. */
public final class PrivateKeyFile implements Converter<Path> {
    static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    static final String END = "-----END PRIVATE KEY-----";
    private static final long serialVersionUID = 1;
    private static final String FORM =
            "this is the path of a readable PEM file with an unencrypted PKCS#8 key (BEGIN PRIVATE KEY)";

    @Override
    public Path convert(String value) {
        Path file = Path.of(value.strip());
        try {
            String text = Files.readString(file);
            if (!text.contains(BEGIN) || text.indexOf(END) < text.indexOf(BEGIN)) {
                throw new IllegalArgumentException(FORM);
            }
            return file;
        } catch (IOException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }
}
