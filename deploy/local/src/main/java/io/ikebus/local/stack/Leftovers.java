package io.ikebus.local.stack;

import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.stack.StackState.Leftover;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ends a stack from outside: its launcher, or what a killed launcher has left. */
public final class Leftovers {

    private static final Duration LAUNCHER_GRACE = Duration.ofSeconds(40);
    private static final Duration CHILD_GRACE = Duration.ofSeconds(10);

    private Leftovers() {}

    /** The names of all that was running there and no longer is. */
    public static List<String> end(Path root) {
        Path directory = root.toAbsolutePath().normalize();
        Optional<StackState> found = StateFile.read(directory);
        if (found.isEmpty()) {
            return List.of();
        }
        StackState state = found.get();
        List<Leftover> ended = Stream.concat(
                        Stream.of(new Leftover("launcher", state.launcher())), state.processes().stream())
                .filter(each -> each.process().isRunning())
                .toList();
        // The launcher ends its children in the right order; what is then left has lost its launcher before.
        ProcessIdentity.endAll(List.of(state.launcher()), LAUNCHER_GRACE);
        ProcessIdentity.endAll(state.processes().stream().map(Leftover::process).toList(), CHILD_GRACE);
        StateFile.remove(directory);
        return ended.stream().map(Leftover::name).toList();
    }
}
