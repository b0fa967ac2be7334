package io.ikebus.vault.keysource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** A file that nobody but its owner may read or change. */
final class OwnersFile {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final int LONGEST_PASSWORD = 1024;

    private OwnersFile() {}

    /**
     * What is in it, up to {@code most} octets.
     *
     * @throws IllegalArgumentException if it cannot be read, or others can
     */
    static byte[] read(Path file, int most, String advice) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not a file. " + advice);
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(permissions)) {
                throw new IllegalArgumentException(file + " can be read or changed by others than its owner ("
                        + PosixFilePermissions.toString(permissions) + "). If nobody has, allow only the owner:"
                        + " chmod 600 " + file + ". " + advice);
            }
            // More than what is wanted is not read, whatever the file is.
            try (var in = Files.newInputStream(file)) {
                return in.readNBytes(most);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A password or PIN: ASCII, one line. Who reads it, wipes it. */
    static char[] password(Path file) {
        byte[] octets = read(file, LONGEST_PASSWORD + 1, "It holds a password in one line and nothing else.");
        try {
            int end = octets.length;
            while (end > 0 && (octets[end - 1] == '\n' || octets[end - 1] == '\r')) {
                end--;
            }
            char[] password = new char[end];
            boolean printable = end > 0 && octets.length <= LONGEST_PASSWORD;
            for (int i = 0; i < end; i++) {
                printable &= octets[i] >= ' ' && octets[i] < 0x7f;
                password[i] = (char) (octets[i] & 0xff);
            }
            if (!printable) {
                Arrays.fill(password, '\0');
                throw new IllegalArgumentException(
                        file + " must hold a password of 1 to " + LONGEST_PASSWORD + " printable ASCII characters");
            }
            return password;
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
