package io.ikebus.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of a stack as files of hex digits. They stay with the data: a database sealed under one master key cannot
 * be read with another.
 */
record SecretFiles(Path clusterSecret, Path masterKey, Path databasePassword) {

    private static final int OCTETS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SecretFiles in(Layout layout) {
        return new SecretFiles(
                existingOrNew(layout.secret("cluster-secret")),
                existingOrNew(layout.secret("master-key")),
                existingOrNew(layout.secret("database-password")));
    }

    String readDatabasePassword() {
        try {
            return Files.readString(databasePassword).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + databasePassword, e);
        }
    }

    private static Path existingOrNew(Path file) {
        if (Files.exists(file)) {
            return file;
        }
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return OwnerOnly.write(file, HexFormat.of().formatHex(octets) + "\n");
    }
}
