package io.ikebus.testkit.process;

import java.util.List;

/**
 * A program that has ended.
 *
 * @param status its exit status; {@link #TIMED_OUT} if it was ended
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
public record Completed(List<String> command, int status, String output, String errors) {

    /** As {@code timeout(1)} has it. */
    public static final int TIMED_OUT = 124;

    public Completed {
        command = List.copyOf(command);
    }

    public boolean succeeded() {
        return status == 0;
    }

    /** This, if it succeeded. */
    public Completed orThrow() {
        if (!succeeded()) {
            throw new IllegalStateException(toString());
        }
        return this;
    }

    /** The command, its exit status and all it wrote: a failed assertion shows what happened. */
    @Override
    public String toString() {
        String ending = status == TIMED_OUT ? " took too long" : " ended with status " + status;
        return String.join(" ", command) + ending + "\n" + output + errors;
    }
}
