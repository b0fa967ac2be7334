package io.ikebus.testkit.bed;

import io.ikebus.testkit.exit.AtExit;
import io.ikebus.testkit.files.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A script of the bed. All of them are unpacked side by side into a temporary directory when the first is asked
 * for, and go with the JVM.
 */
public enum BedTool {
    KERNEL_VM("kernel-vm"),
    STRONGSWAN("strongswan"),
    STRONGSWAN_TUNNEL("strongswan-tunnel"),
    LIBRESWAN("libreswan");

    private final String file;

    BedTool(String file) {
        this.file = file;
    }

    /** Where it is now, executable. */
    public Path path() {
        return Unpacked.DIRECTORY.resolve(file);
    }

    private static final class Unpacked {

        /** What the tools read; whoever adds a tool or a part adds it here or above. */
        private static final List<String> PARTS = List.of("namespaces.bash", "kernel-vm-guest.bash", "uml-fpstate.c");

        private static final Path DIRECTORY = unpack();

        private static Path unpack() {
            Path directory = Directories.temporary("bed");
            AtExit.run(() -> Directories.remove(directory));
            for (BedTool tool : values()) {
                copy(tool.file, directory, "rwxr-xr-x");
            }
            for (String part : PARTS) {
                copy(part, directory, "rw-r--r--");
            }
            return directory;
        }

        private static void copy(String file, Path directory, String mode) {
            try (InputStream content = BedTool.class.getResourceAsStream(file)) {
                if (content == null) {
                    throw new IllegalStateException("this jar was built without the bed's " + file);
                }
                Path copy = directory.resolve(file);
                Files.copy(content, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack the bed's " + file, e);
            }
        }
    }
}
