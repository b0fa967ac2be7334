package io.ikebus.local;

import io.ikebus.local.stack.Stack;
import io.ikebus.local.terminal.Screen;

/** What Ctrl-C, SIGTERM and SIGHUP do: the JVM runs its shutdown hooks. */
final class Ending {

    private Ending() {}

    static void onSignal(Stack stack, Screen screen) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!stack.isClosed()) {
                                screen.line("\nending ...");
                                stack.close();
                                screen.line("ended, nothing is left running");
                            }
                        },
                        "end-stack"));
    }
}
