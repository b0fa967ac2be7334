package io.ikebus.local.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a program in the foreground and hands on its output line by line. */
final class Programs {

    /** Exit status of a program that cannot be started, as shells have it. */
    static final int NOT_STARTED = 127;

    private final Path directory;

    Programs(Path directory) {
        this.directory = directory;
    }

    /** @param reader gets each line of both outputs while the program runs */
    int run(List<String> command, Map<String, String> environment, Consumer<String> reader) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (BufferedReader lines = process.inputReader(UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    reader.accept(line);
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            reader.accept(String.valueOf(e.getMessage()));
            return NOT_STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
