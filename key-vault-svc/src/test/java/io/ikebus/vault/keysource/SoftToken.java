package io.ikebus.vault.keysource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS #11 token in software, as Debian's packages softhsm2 and opensc have it. The library reads where its tokens are
 * from the environment of the process that loads it: SOFTHSM2_CONF, which the build sets for tests.
 */
public final class SoftToken {
    public static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "123456";
    /** The library knows those tokens only that were there when this process loaded it: one is for all tests. */
    private static @Nullable SoftToken only;

    private final String label;

    private SoftToken(String label) {
        this.label = label;
    }

    /** Why there can be none here; empty if there can. */
    public static String missing() {
        return Stream.of(
                        Files.exists(LIBRARY) ? "" : "Debian's package softhsm2 is not installed",
                        Files.exists(Path.of("/usr/bin/pkcs11-tool")) ? "" : "Debian's package opensc is not installed",
                        System.getenv("SOFTHSM2_CONF") == null ? "SOFTHSM2_CONF is not set" : "")
                .filter(why -> !why.isEmpty())
                .findFirst()
                .orElse("");
    }

    public static synchronized SoftToken ofThisProcess() throws IOException {
        if (only == null) {
            only = create("ikebus-" + ProcessHandle.current().pid());
        }
        return only;
    }

    private static SoftToken create(String label) throws IOException {
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Path tokens = Files.createDirectories(configuration.resolveSibling("tokens"));
        Files.writeString(
                configuration,
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "654321");
        return new SoftToken(label);
    }

    public void makeKey(String keyLabel) {
        run(
                "pkcs11-tool",
                "--module",
                LIBRARY.toString(),
                "--token-label",
                label,
                "--login",
                "--pin",
                PIN,
                "--keygen",
                "--key-type",
                "AES:32",
                "--label",
                keyLabel,
                "--sensitive");
    }

    /** Its number, which it got when it was made. */
    public long slot() {
        String all = run("softhsm2-util", "--show-slots");
        String before = all.substring(0, all.indexOf(label));
        String line = before.substring(before.lastIndexOf("\nSlot ") + 6);
        return Long.parseLong(line.substring(0, line.indexOf('\n')).strip());
    }

    public static Path pinFile(Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("pin"), PIN);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
