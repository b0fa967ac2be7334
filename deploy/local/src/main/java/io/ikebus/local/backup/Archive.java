package io.ikebus.local.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.ikebus.protocol.octets.Octets;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A backup as a file of text.
 *
 * <pre>
 * ikebus vault backup 1
 * for PUBLIC-KEY
 * PAGE 0, sealed, base64
 * PAGE 1, sealed, base64
 * ...
 * </pre>
 */
record Archive(Octets publicKey, List<Octets> pages) {
    private static final String FIRST_LINE = "ikebus vault backup 1";
    private static final String FOR = "for ";

    Archive {
        pages = List.copyOf(pages);
    }

    /** The file is there whole, or not at all; none is replaced. */
    void write(Path file) {
        if (Files.exists(file)) {
            throw new BackupFailure(file + " is there already: a backup is not replaced");
        }
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
        try {
            Path fresh = Files.createTempFile(
                    directory,
                    file.getFileName().toString(),
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.US_ASCII)) {
                out.write(FIRST_LINE + "\n" + FOR + publicKey.hex() + "\n");
                for (Octets page : pages) {
                    out.write(Base64.getEncoder().encodeToString(page.toByteArray()) + "\n");
                }
            }
            Files.move(fresh, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BackupFailure(file + " cannot be written: " + e, e);
        }
    }

    /** @throws BackupFailure unless the file is an archive; its pages are as sealed as they were */
    static Archive read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() < 3
                    || !lines.getFirst().equals(FIRST_LINE)
                    || !lines.get(1).startsWith(FOR)) {
                throw new BackupFailure(file + " is no backup of a vault, or one of another version");
            }
            List<Octets> pages = new ArrayList<>();
            for (String line : lines.subList(2, lines.size())) {
                pages.add(Octets.wrap(Base64.getDecoder().decode(line)));
            }
            return new Archive(Octets.fromHex(lines.get(1).substring(FOR.length())), pages);
        } catch (IOException e) {
            throw new BackupFailure(file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new BackupFailure(file + " is damaged", e);
        }
    }
}
