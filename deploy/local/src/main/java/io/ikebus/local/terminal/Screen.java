package io.ikebus.local.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Writes lines; several threads may finish steps at once. */
public final class Screen {

    private final PrintStream out;

    public Screen(PrintStream out) {
        this.out = out;
    }

    public void headline(String text) {
        line("");
        line(text);
    }

    /** {@code   vault         https://127.0.0.1:24680                         6.1 s}. */
    public void step(String name, String detail, Duration took) {
        line("  %-16s %-58s %7s".formatted(name, detail, seconds(took)));
    }

    public void line(String text) {
        // One call per line: lines of two threads never mix.
        out.print(text + "\n");
        out.flush();
    }

    /** Something nobody may overlook. */
    public void warning(String text) {
        line("");
        for (String each : text.lines().toList()) {
            line("  !! " + each);
        }
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
