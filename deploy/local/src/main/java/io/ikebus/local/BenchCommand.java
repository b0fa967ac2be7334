package io.ikebus.local;

import io.ikebus.local.bench.Bench;
import io.ikebus.local.stack.Stack;
import io.ikebus.local.stack.StackOptions;
import io.ikebus.local.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure responder handshakes per second and per CPU second, and compare with strongSwan in the same run.",
            "Quote the ratios: absolute figures are this machine's at this hour."
        })
final class BenchCommand implements Callable<Integer> {

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Option(
            names = "--in-flight",
            defaultValue = "32",
            description = "Handshakes under way at the same time. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "How long the full load lasts. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() {
        Screen screen = new Screen(System.out);
        StackOptions options = arguments.options(false);
        Bench bench = new Bench(screen, inFlight, seconds);
        double ours;
        screen.headline("starting ikebus");
        try (Stack stack = Stack.begin(options, screen)) {
            Ending.onSignal(stack, screen);
            stack.awaitReady();
            ours = bench.ikebus(stack.state());
        }
        bench.strongswan(ours);
        return 0;
    }
}
