package io.ikebus.local.stack;

import io.ikebus.local.service.ServiceKind;
import io.ikebus.testkit.files.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the built services into the stack's directory, as links to the same files: a build that replaces them does not
 * touch what a running stack still has to load.
 */
final class Applications {

    private Applications() {}

    /** @throws StackFailure if a service has not been built */
    static void take(Path home, Layout layout) {
        // The lock of ./ikebus: whoever builds there now is waited for.
        Path lock = home.resolve("target/build.lock");
        for (ServiceKind kind : ServiceKind.values()) {
            Path built = home.resolve(kind.module()).resolve("target/quarkus-app");
            if (!Files.isRegularFile(built.resolve("quarkus-run.jar"))) {
                throw new StackFailure(built + " is missing: call ./ikebus, which builds it");
            }
            Path taken = layout.application(kind.module());
            Directories.make(taken.resolveSibling("."));
            Directories.remove(taken);
            if (!copied(lock, List.of("--link"), built, taken)) {
                // Another file system, or one without links.
                Directories.remove(taken);
                if (!copied(lock, List.of(), built, taken)) {
                    throw new StackFailure(built + " cannot be copied to " + taken);
                }
            }
        }
    }

    private static boolean copied(Path lock, List<String> how, Path from, Path to) {
        List<String> command = new ArrayList<>(List.of("flock", lock.toString(), "cp", "--recursive", "--preserve"));
        command.addAll(how);
        command.addAll(List.of(from.toString(), to.toString()));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new StackFailure("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
