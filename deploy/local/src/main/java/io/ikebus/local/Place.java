package io.ikebus.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which stack is meant. */
final class Place {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the stack keeps its state, logs and data. Default: .ikebus beside this program.")
    private @Nullable Path directory;

    Path directory() {
        return directory == null ? home().resolve(".ikebus") : directory;
    }

    /** The repository; {@code ./ikebus} tells. */
    static Path home() {
        return Path.of(System.getProperty("ikebus.home", ".")).toAbsolutePath().normalize();
    }
}
