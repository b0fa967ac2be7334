package io.ikebus.testkit.exit;

/** An action for the end of the JVM; later ones run first, because they stand on earlier ones. */
public final class AtExit {

    private static final ExitActions ACTIONS = new ExitActions();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ACTIONS::runAll, "ikebus-at-exit"));
    }

    private final Runnable action;

    private AtExit(Runnable action) {
        this.action = action;
    }

    public static AtExit run(Runnable action) {
        ACTIONS.add(action);
        return new AtExit(action);
    }

    /** The action is not run any more; without effect once the JVM ends and has begun it. */
    public void cancel() {
        ACTIONS.remove(action);
    }
}
