package io.ikebus.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a service's identity lies, each file of mode 0600.
 *
 * @param keystore key and chain in one: what counts, because it is replaced as a whole
 * @param certificate the chain once more, for whoever reads it alone
 * @param key the key once more
 */
public record IdentityFiles(Path keystore, Path certificate, Path key) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    public boolean isPresent() {
        return Files.exists(keystore);
    }

    /** A key whose certificate has been asked for and has not come yet. */
    Path pending() {
        return keystore.resolveSibling(keystore.getFileName() + ".pending");
    }

    void write(Identity identity) throws IOException {
        write(keystore, identity.keyPem() + identity.chainPem());
        writeCopies(identity);
    }

    /** After a crash between two files. */
    void repair() throws IOException {
        writeCopies(Identity.read(keystore));
    }

    private void writeCopies(Identity identity) throws IOException {
        writeIfOther(key, identity.keyPem());
        writeIfOther(certificate, identity.chainPem());
    }

    private static void writeIfOther(Path file, String text) throws IOException {
        if (!Files.exists(file)
                || !Files.readString(file, StandardCharsets.US_ASCII).equals(text)) {
            write(file, text);
        }
    }

    /** The file appears whole, on disk, or stays as it was. */
    static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel out = FileChannel.open(
                draft,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer rest = StandardCharsets.US_ASCII.encode(text);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        // The rename is on disk when its directory is.
        try (FileChannel directory = FileChannel.open(target.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
