package io.ikebus.local.child;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One process, told apart from a later one that got the same number.
 *
 * @param pid its number
 * @param startTicks when the kernel started it, in clock ticks since boot ({@code /proc/PID/stat}, field 22)
 */
public record ProcessIdentity(long pid, long startTicks) {

    /** Fields of {@code /proc/PID/stat} behind the command's closing parenthesis. */
    private static final int STATE = 0;

    private static final int START_TICKS = 19;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** The process that has this number now; empty if there is none, or only its exit status is left. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The command stands in parentheses and may hold any character, these among them.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[STATE].equals("Z")
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static ProcessIdentity ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow(() -> new IllegalStateException("/proc does not show process " + pid));
    }

    @JsonIgnore
    public boolean isRunning() {
        return of(pid).filter(this::equals).isPresent();
    }

    /**
     * Asks all to end, and ends those by force that have not after {@code grace}.
     *
     * @return those that did not end by themselves
     */
    public static List<ProcessIdentity> endAll(Collection<ProcessIdentity> processes, Duration grace) {
        processes.forEach(process -> process.handle().ifPresent(ProcessHandle::destroy));
        long deadline = System.nanoTime() + grace.toNanos();
        while (processes.stream().anyMatch(ProcessIdentity::isRunning) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        List<ProcessIdentity> stubborn =
                processes.stream().filter(ProcessIdentity::isRunning).toList();
        stubborn.forEach(process -> process.handle().ifPresent(ProcessHandle::destroyForcibly));
        long killed = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (stubborn.stream().anyMatch(ProcessIdentity::isRunning) && System.nanoTime() < killed) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return stubborn;
    }

    private Optional<ProcessHandle> handle() {
        return isRunning() ? ProcessHandle.of(pid) : Optional.empty();
    }
}
