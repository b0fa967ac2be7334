package io.ikebus.local;

import io.ikebus.local.stack.StackState;
import io.ikebus.local.stack.StateFile;
import io.ikebus.local.terminal.Screen;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Print addresses and health of the stack in a directory; exit 0 if all of it is up.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final Place place = new Place();

    @Override
    public Integer call() {
        Screen screen = new Screen(System.out);
        Optional<StackState> running = StateFile.ofRunning(place.directory());
        if (running.isEmpty()) {
            screen.line("nothing is running in " + place.directory()
                    + StateFile.read(place.directory())
                            .map(left -> "; a launcher was killed there: \"./ikebus down\" ends what it has left")
                            .orElse(""));
            return 1;
        }
        return StatusReport.print(screen, running.get()) ? 0 : 1;
    }
}
