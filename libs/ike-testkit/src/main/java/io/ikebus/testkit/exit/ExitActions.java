package io.ikebus.testkit.exit;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Actions in the order in which they shall run. Thread-safe. */
final class ExitActions {

    private final Deque<Runnable> actions = new ConcurrentLinkedDeque<>();

    void add(Runnable action) {
        actions.push(action);
    }

    void remove(Runnable action) {
        actions.removeIf(registered -> registered == action);
    }

    void runAll() {
        for (Runnable next = actions.poll(); next != null; next = actions.poll()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                // The others still have their turn. Log handlers may be closed by now.
                System.err.println("left behind at the end of the JVM: " + e);
            }
        }
    }
}
