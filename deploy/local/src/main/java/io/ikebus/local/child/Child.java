package io.ikebus.local.child;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running process that we started. */
public final class Child {

    private static final int TOLD_LINES = 25;

    private final ChildCommand command;
    private final Process process;
    private final ProcessIdentity identity;

    Child(ChildCommand command, Process process, ProcessIdentity identity) {
        this.command = command;
        this.process = process;
        this.identity = identity;
    }

    public String name() {
        return command.name();
    }

    public Path log() {
        return command.log();
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended. */
    public CompletableFuture<Child> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** How it ended, with the end of its log; for a process that has ended. */
    public String obituary() {
        int code = process.exitValue();
        String how = code > 128 ? "was ended by signal " + (code - 128) : "ended with exit status " + code;
        return name() + " " + how + lastWords();
    }

    /** The end of its log, indented, behind a line that names the file. */
    public String lastWords() {
        List<String> lines = LogTail.of(log(), TOLD_LINES);
        return lines.isEmpty()
                ? "; its log " + log() + " is empty"
                : "; the end of " + log() + ":\n    " + String.join("\n    ", lines);
    }
}
