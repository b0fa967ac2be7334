package io.ikebus.testkit.token;

import io.ikebus.testkit.Prerequisite;
import io.ikebus.testkit.Prerequisites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A PKCS #11 token in software, as Debian's packages softhsm2 and opensc have it. Where its library has its tokens it
 * reads from the file that SOFTHSM2_CONF names in the environment of the process that loads it; without that from {@code
 * /etc}, for root only.
 */
public final class SoftToken {
    public static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String CONFIGURATION = "SOFTHSM2_CONF";
    private static final String PIN = "123456";
    private static final String SLOT = "\nSlot ";
    /**
     * Property with the label of the token that this process has. The library knows those tokens only that were there when
     * the process loaded it, so one is for all tests; and a test framework may load this class more than once. Not below
     * {@code ikebus}: services refuse what they do not know there.
     */
    private static final String OF_THIS_PROCESS = "test.soft-token";

    private final String label;

    private SoftToken(String label) {
        this.label = label;
    }

    /** Why there can be none here; empty if there can. */
    public static Optional<String> missing() {
        return Prerequisites.missing(Prerequisite.SOFT_TOKEN);
    }

    public static SoftToken ofThisProcess() {
        // The same lock for each time that this class is loaded.
        synchronized (System.class) {
            String label = System.getProperty(OF_THIS_PROCESS);
            if (label != null) {
                return new SoftToken(label);
            }
            SoftToken made = create("ikebus-" + ProcessHandle.current().pid());
            System.setProperty(OF_THIS_PROCESS, made.label);
            return made;
        }
    }

    private static SoftToken create(String label) {
        String configuration = System.getenv(CONFIGURATION);
        if (configuration != null) {
            configure(Path.of(configuration));
        }
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "654321");
        return new SoftToken(label);
    }

    private static void configure(Path file) {
        try {
            Path tokens = Files.createDirectories(file.resolveSibling("tokens"));
            Files.writeString(
                    file, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        } catch (IOException e) {
            throw new IllegalStateException("the token's configuration cannot be written", e);
        }
    }

    /** An AES key of 256 bits, sensitive and not extractable. */
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
        String line = before.substring(before.lastIndexOf(SLOT) + SLOT.length());
        return Long.parseLong(line.substring(0, line.indexOf('\n')).strip());
    }

    /** Writes its PIN into a file that only the owner can read. */
    public static Path pinFile(Path directory) {
        try {
            Path file = Files.writeString(directory.resolve("pin"), PIN);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new IllegalStateException("the token's PIN cannot be written", e);
        }
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command[0] + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
