package io.ikebus.local;

import io.ikebus.local.stack.Stack;
import io.ikebus.local.stack.StackOptions;
import io.ikebus.local.terminal.Screen;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start everything, print the addresses, and run until Ctrl-C or \"./ikebus down\".")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Option(names = "--fresh", description = "Forget connections, credentials and sessions of earlier stacks here.")
    private boolean fresh;

    @Option(
            names = "--without",
            paramLabel = "SERVICE",
            split = ",",
            description =
                    "Services to configure but not to start, such as negotiator or agent-east: run them yourself.")
    private Set<String> without = Set.of();

    @Override
    public Integer call() {
        Screen screen = new Screen(System.out);
        StackOptions options = arguments.optionsWithout(without);
        screen.headline("starting ikebus");
        if (fresh) {
            Stack.forget(options);
        }
        try (Stack stack = Stack.begin(options, screen)) {
            Ending.onSignal(stack, screen);
            stack.awaitReady();
            StatusReport.print(screen, stack.state());
            screen.line("\nrunning; Ctrl-C ends it");
            stack.awaitFailure();
        }
        return 0;
    }
}
