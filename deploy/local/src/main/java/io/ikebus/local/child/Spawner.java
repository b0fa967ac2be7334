package io.ikebus.local.child;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Starts child processes that end with this one, also when this one is killed.
 *
 * <p>Each becomes the leader of a session of its own: Ctrl-C at a terminal reaches us alone, and we end the children in
 * the order that suits them.
 */
public final class Spawner implements AutoCloseable {

    /** What a JVM and its libraries may want; the rest could change a service's configuration behind our back. */
    private static final List<String> ENVIRONMENT = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER");

    /** Both from util-linux, and both become the program they start: the process number stays. */
    private static final List<String> TIED = List.of("setsid", "setpriv", "--pdeathsig", "TERM");

    private static final long ENDED_ALREADY = -1;

    private final List<String> prefix;

    /** The kernel sends the parent's death signal when the thread that forked ends, so this thread never does. */
    private final ExecutorService forking = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("spawner").daemon().factory());

    public Spawner() {
        // Without them the children outlive a launcher that is killed, until somebody calls "down".
        this.prefix = canTie() ? TIED : List.of();
    }

    public Child spawn(ChildCommand command) {
        return CompletableFuture.supplyAsync(() -> fork(command), forking).join();
    }

    @Override
    public void close() {
        forking.shutdown();
    }

    private Child fork(ChildCommand command) {
        try {
            Files.createDirectories(command.directory());
            Files.createDirectories(command.log().getParent());
            if (Files.exists(command.log())) {
                Files.move(command.log(), Path.of(command.log() + ".1"), REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(Stream.concat(prefix.stream(), command.arguments().stream())
                            .toList())
                    .directory(command.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(command.log().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().keySet().retainAll(ENVIRONMENT);
            Process process = builder.start();
            ProcessIdentity identity =
                    ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), ENDED_ALREADY));
            return new Child(command, process, identity);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.name(), e);
        }
    }

    static boolean canTie() {
        try {
            List<String> trial = Stream.concat(TIED.stream(), Stream.of("true")).toList();
            return new ProcessBuilder(trial)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
