package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** A master key as a file: 64 hex digits, perhaps a line's end, and nobody but the owner who may read them. */
public final class MasterKeyFile {
    private static final int DIGITS = 64;
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private MasterKeyFile() {}

    /** @throws IllegalArgumentException with what is wrong and how to set it right; never with a part of the file */
    public static MasterKey read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not a file. " + howToMake(file));
        }
        byte[] text;
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(permissions)) {
                throw new IllegalArgumentException(file + " can be read or changed by others than its owner ("
                        + PosixFilePermissions.toString(permissions) + "). If nobody has, allow only the owner:"
                        + " chmod 600 " + file + ". " + howToMake(file));
            }
            // More than a key is not read, whatever the file is.
            try (var in = Files.newInputStream(file)) {
                text = in.readNBytes(DIGITS + 3);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
        try {
            return MasterKey.of(decode(file, text));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static Secret decode(Path file, byte[] text) {
        byte[] key = new byte[DIGITS / 2];
        boolean valid = endsAfterDigits(text);
        for (int i = 0; valid && i < DIGITS; i++) {
            valid = HexFormat.isHexDigit(text[i]);
            if (valid) {
                key[i / 2] = (byte) (key[i / 2] << 4 | HexFormat.fromHexDigit(text[i]));
            }
        }
        if (!valid) {
            Arrays.fill(key, (byte) 0);
            throw new IllegalArgumentException(file + " must hold 64 hex digits and nothing else. " + howToMake(file));
        }
        return Secret.wrap(key);
    }

    private static boolean endsAfterDigits(byte[] text) {
        return switch (text.length - DIGITS) {
            case 0 -> true;
            case 1 -> text[DIGITS] == '\n';
            case 2 -> text[DIGITS] == '\r' && text[DIGITS + 1] == '\n';
            default -> false;
        };
    }

    private static String howToMake(Path file) {
        return "A new vault's master key is made with: (umask 077 && openssl rand -hex 32 > " + file
                + "). What an older key sealed, only that key opens.";
    }
}
