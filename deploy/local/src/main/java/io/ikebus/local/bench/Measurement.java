package io.ikebus.local.bench;

import io.ikebus.local.load.LoadReport;
import io.ikebus.local.terminal.Screen;
import java.util.Locale;
import java.util.Map;

/** One responder under one load. */
record Measurement(String responder, int inFlight, LoadReport load) {

    /** Of the responder's processes; the generator's own does not count. */
    double cpuPerHandshakeMillis() {
        double all = load.cpuSeconds().entrySet().stream()
                .filter(process -> !process.getKey().equals(LoadReport.GENERATOR))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return load.completed() == 0 ? 0 : all * 1000 / load.completed();
    }

    static void header(Screen screen) {
        screen.line("  %-12s %9s %11s %9s %9s %9s %12s %7s %7s"
                .formatted(
                        "responder",
                        "in flight",
                        "handshakes",
                        "per s",
                        "p50 ms",
                        "p99 ms",
                        "CPU ms each",
                        "failed",
                        "resent"));
    }

    void print(Screen screen) {
        screen.line(String.format(
                Locale.ROOT,
                "  %-12s %9d %11d %9.1f %9.1f %9.1f %12.2f %7d %7d",
                responder,
                inFlight,
                load.completed(),
                load.perSecond(),
                load.p50Millis(),
                load.p99Millis(),
                cpuPerHandshakeMillis(),
                load.failed(),
                load.retransmissions()));
    }

    void printProcesses(Screen screen) {
        load.cpuSeconds()
                .forEach((name, seconds) -> screen.line(String.format(
                        Locale.ROOT, "    %-24s %8.2f ms each", name, seconds * 1000 / Math.max(1, load.completed()))));
    }
}
