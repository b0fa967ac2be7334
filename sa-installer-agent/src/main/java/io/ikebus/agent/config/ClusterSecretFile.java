package io.ikebus.agent.config;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads the secret out of the file whose path is the property's value. No message shows what is in it. */
public final class ClusterSecretFile implements Converter<Secret> {
    private static final int LONGEST_FILE = 4096;
    private static final String FORM =
            "this is the path of a file with at least " + PartitionHash.SECRET_OCTETS + " octets as hex digits";

    @Override
    public Secret convert(String value) {
        String hex = read(Path.of(value.strip())).strip();
        if (hex.length() < 2 * PartitionHash.SECRET_OCTETS
                || hex.length() % 2 != 0
                || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(FORM);
        }
        return Secret.wrap(HexFormat.of().parseHex(hex));
    }

    private static String read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(LONGEST_FILE), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalArgumentException(FORM + ", but it cannot be read", e);
        }
    }
}
