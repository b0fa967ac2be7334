package io.ikebus.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.FileHandler;

/** Sends what broker, clients and database library log to a file: the terminal is for people. */
public final class LauncherLog {

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3}] (%t) %s%e%n";

    private LauncherLog() {}

    /** The log of what another command does with the stack in this directory. */
    public static void of(String command, Path directory) {
        to(directory.resolve("logs").resolve(command + ".log"));
    }

    static void to(Path file) {
        try {
            Files.createDirectories(file.getParent());
            FileHandler handler = new FileHandler(new PatternFormatter(PATTERN), file.toFile(), false);
            handler.setAutoFlush(true);
            Logger root = LogContext.getLogContext().getLogger("");
            root.setHandlers(new Handler[] {handler});
            root.setLevel(Level.INFO);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
