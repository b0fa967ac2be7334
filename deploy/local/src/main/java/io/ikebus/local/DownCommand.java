package io.ikebus.local;

import io.ikebus.local.stack.Leftovers;
import io.ikebus.local.terminal.Screen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "End the stack in a directory, or what a killed one has left there.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    private final Place place = new Place();

    @Override
    public Integer call() {
        List<String> ended = Leftovers.end(place.directory());
        new Screen(System.out)
                .line(
                        ended.isEmpty()
                                ? "nothing is running in " + place.directory()
                                : "ended: " + String.join(", ", ended));
        return 0;
    }
}
