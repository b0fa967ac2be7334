package io.ikebus.testkit.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that outlived the JVM that started it: it still holds its data directory. */
final class Leftover {

    private static final long PATIENCE_SECONDS = 10;

    private Leftover() {}

    /** Ends the server of this data directory, if there is one; its pid file alone proves nothing. */
    static void end(Path directory) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("postmaster.pid"));
            ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(process -> isServerOf(directory, process))
                    .ifPresent(Leftover::end);
        } catch (IOException | RuntimeException e) {
            // No pid file, or one cut short: no server, or none that we could tell from others.
            return;
        }
    }

    private static boolean isServerOf(Path directory, ProcessHandle process) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return command.contains("postgres") && command.contains("\0" + directory + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(ProcessHandle server) {
        // SIGTERM waits for clients to go, who are gone or as orphaned as the server; SIGKILL costs a recovery.
        server.destroy();
        if (!isGoneInTime(server)) {
            server.destroyForcibly();
            isGoneInTime(server);
        }
    }

    private static boolean isGoneInTime(ProcessHandle server) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (server.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return !server.isAlive();
    }
}
