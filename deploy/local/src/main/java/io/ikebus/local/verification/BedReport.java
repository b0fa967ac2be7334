package io.ikebus.local.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The interop table that the bed leaves behind. */
final class BedReport {
    static final Path FILE = Path.of("deploy/local/target/interop/interop.md");

    private final Path file;

    BedReport(Path home) {
        this.file = home.resolve(FILE);
    }

    /** The lines of its tables, if the bed has made it since then. */
    Optional<List<String>> since(Instant then) {
        try {
            if (!Files.exists(file) || Files.getLastModifiedTime(file).compareTo(FileTime.from(then)) < 0) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("|"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
