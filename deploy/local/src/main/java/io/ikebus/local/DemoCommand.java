package io.ikebus.local;

import io.ikebus.local.demo.Demo;
import io.ikebus.local.stack.LauncherLog;
import io.ikebus.local.stack.Stack;
import io.ikebus.local.stack.StackOptions;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.stack.StateFile;
import io.ikebus.local.terminal.Screen;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Bring up a tunnel between two gateways and show every message and both ends' SAs.",
            "Starts a stack for it, or takes the one that runs in the directory."
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Override
    public Integer call() {
        Screen screen = new Screen(System.out);
        long began = System.nanoTime();
        StackOptions options = arguments.briefOptions();
        Optional<StackState> running = StateFile.ofRunning(options.directory()).filter(StackState::ready);
        if (running.isPresent()) {
            LauncherLog.of("demo", options.directory());
            new Demo(running.get(), screen).run();
        } else {
            screen.headline("starting ikebus");
            try (Stack stack = Stack.begin(options, screen)) {
                Ending.onSignal(stack, screen);
                stack.awaitReady();
                new Demo(stack.state(), screen).run();
            }
        }
        screen.line("\neverything held; " + Screen.seconds(Duration.ofNanos(System.nanoTime() - began)) + " in all");
        return 0;
    }
}
