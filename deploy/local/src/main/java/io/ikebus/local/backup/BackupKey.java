package io.ikebus.local.backup;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** The key pair of whoever keeps backups: X25519, each half 64 hex digits in a file. */
public final class BackupKey {
    private static final int OCTETS = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private BackupKey() {}

    /**
     * Makes a key pair and writes it; replaces no file.
     *
     * @param privateKey nobody but the owner can read it
     */
    public static void make(Path privateKey, Path publicKey) {
        Hpke.KeyPair pair = Hpke.generate();
        byte[] digits = pair.privateKey().with(BackupKey::hexDigits);
        try {
            write(privateKey, digits, OWNERS_ONLY);
            write(publicKey, hexDigits(pair.publicKey().toByteArray()));
        } finally {
            Arrays.fill(digits, (byte) 0);
            pair.privateKey().destroy();
        }
    }

    /** @throws BackupFailure unless the file holds a public key */
    public static Octets publicKey(Path file) {
        return Octets.wrap(octets(file));
    }

    /** @throws BackupFailure unless the file holds a key, and is its owner's alone */
    public static Hpke.KeyPair pair(Path file) {
        try {
            if (Files.exists(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new BackupFailure(
                        file + " can be read or changed by others than its owner. If nobody has: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new BackupFailure(file + " cannot be read: " + e.getMessage(), e);
        }
        return Hpke.ofPrivateKey(Secret.wrap(octets(file)));
    }

    private static byte[] octets(Path file) {
        byte[] text;
        try (var in = Files.newInputStream(file)) {
            text = in.readNBytes(2 * OCTETS + 1);
        } catch (IOException e) {
            throw new BackupFailure(file + " cannot be read: " + e.getMessage(), e);
        }
        byte[] octets = new byte[OCTETS];
        boolean valid = text.length == 2 * OCTETS || (text.length == 2 * OCTETS + 1 && text[2 * OCTETS] == '\n');
        for (int i = 0; valid && i < 2 * OCTETS; i++) {
            valid = HexFormat.isHexDigit(text[i]);
            if (valid) {
                octets[i / 2] = (byte) (octets[i / 2] << 4 | HexFormat.fromHexDigit(text[i]));
            }
        }
        Arrays.fill(text, (byte) 0);
        if (!valid) {
            throw new BackupFailure(file + " must hold 64 hex digits, as \"./ikebus vault backup-key\" writes them");
        }
        return octets;
    }

    private static byte[] hexDigits(byte[] octets) {
        byte[] digits = new byte[2 * octets.length + 1];
        for (int i = 0; i < octets.length; i++) {
            digits[2 * i] = (byte) Character.forDigit(octets[i] >> 4 & 0xf, 16);
            digits[2 * i + 1] = (byte) Character.forDigit(octets[i] & 0xf, 16);
        }
        digits[2 * octets.length] = '\n';
        return digits;
    }

    private static void write(Path file, byte[] content, FileAttribute<?>... attributes) {
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes)) {
            out.write(ByteBuffer.wrap(content));
        } catch (FileAlreadyExistsException e) {
            throw new BackupFailure(file + " is there already: a backup's key is not replaced", e);
        } catch (IOException e) {
            throw new BackupFailure(file + " cannot be written: " + e, e);
        }
    }
}
