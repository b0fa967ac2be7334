package io.ikebus.local.child;

import java.nio.file.Path;
import java.util.List;

/**
 * What to run.
 *
 * @param name for people and for the log file
 * @param arguments program and arguments; never a secret: every user of the machine can read them
 * @param directory working directory
 * @param log where both outputs go; an older one is kept as {@code .1}
 */
public record ChildCommand(String name, List<String> arguments, Path directory, Path log) {
    public ChildCommand {
        arguments = List.copyOf(arguments);
    }
}
