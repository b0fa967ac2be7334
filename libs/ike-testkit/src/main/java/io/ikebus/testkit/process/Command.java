package io.ikebus.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program to run.
 *
 * @param words the program and its arguments
 * @param environment what is added to the environment of this JVM
 * @param input what it reads from its standard input
 * @param timeout after which it and what it started are killed
 */
public record Command(List<String> words, Map<String, String> environment, String input, Duration timeout) {

    private static final Executor READERS = Thread::startVirtualThread;
    /** A program may leave a child that holds its output open. */
    private static final long LAST_OUTPUT_SECONDS = 2;

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(words, Map.of(), "", Duration.ofSeconds(60));
    }

    public Command with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(words, more, input, timeout);
    }

    public Command reading(String text) {
        return new Command(words, environment, text, timeout);
    }

    public Command within(Duration limit) {
        return new Command(words, environment, input, limit);
    }

    /** Runs it to its end, whatever its exit status. */
    public Completed run() {
        Process process = start();
        try {
            CompletableFuture<String> output = read(process.getInputStream());
            CompletableFuture<String> errors = read(process.getErrorStream());
            write(process);
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            int status = ended ? process.exitValue() : Completed.TIMED_OUT;
            return new Completed(words, status, last(output), last(errors));
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while this ran: " + words, e);
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + words.getFirst(), e);
        }
    }

    private void write(Process process) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // It ended, or closed its input, without having read all: its exit status tells what it thinks of that.
            return;
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new String(stream.readAllBytes(), UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                READERS);
    }

    private static String last(CompletableFuture<String> text) throws InterruptedException {
        try {
            return text.get(LAST_OUTPUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "(output lost: a child of the program still holds it)";
        } catch (ExecutionException e) {
            return "(output lost: " + e.getCause() + ")";
        }
    }

    private static void kill(Process process) {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }
}
