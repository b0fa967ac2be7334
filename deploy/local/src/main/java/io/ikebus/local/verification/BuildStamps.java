package io.ikebus.local.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** Tells {@code ./ikebus} what has been built, so that it does not build it again. */
final class BuildStamps {

    private static final List<String> MODULES = List.of(
            "libs/ike-protocol",
            "libs/service-identity",
            "libs/ike-testkit",
            "key-vault-svc",
            "ike-transport-svc",
            "sa-installer-agent",
            "ike-negotiator-svc",
            "deploy/local");

    private BuildStamps() {}

    /** @param began what has been edited since then may not be in the build */
    static void mark(Path home, Instant began) {
        for (String module : MODULES) {
            Path stamp = home.resolve(module).resolve("target/.built");
            try {
                Files.write(stamp, new byte[0]);
                Files.setLastModifiedTime(stamp, FileTime.from(began));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + stamp, e);
            }
        }
    }
}
