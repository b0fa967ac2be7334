package io.ikebus.local.bench;

import io.ikebus.local.load.LoadOrder;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.terminal.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Responder handshakes: this project's, then strongSwan's, under the same load in the same run. */
public final class Bench {
    private static final String IKE = "aes128-sha2_256-modp2048";
    private static final String CHILD = "aes128gcm16";
    /** Cold JVMs run several times slower in their first minute. */
    private static final int WARM_UP_SECONDS = 30;

    private static final int ALONE = 300;
    private static final int PATIENCE_SECONDS = 120;

    private final Screen screen;
    private final int inFlight;
    private final int seconds;

    /** @param seconds that the full load lasts */
    public Bench(Screen screen, int inFlight, int seconds) {
        this.screen = screen;
        this.inFlight = inFlight;
        this.seconds = seconds;
    }

    /** @throws BenchFailure if a measurement could not be made */
    public double ikebus(StackState stack) {
        screen.headline("responder handshakes: Main Mode PSK " + IKE + ", Quick Mode " + CHILD + " without PFS");
        IkebusResponder responder = new IkebusResponder(stack);
        LoadOrder order = responder.prepare(IKE, CHILD);
        return measure("ikebus", new Generator(List.of()), order, responder.processes(), true);
    }

    /** @param ours handshakes per second of this project, to compare with */
    public void strongswan(double ours) {
        Optional<String> missing = StrongswanResponder.missing();
        if (missing.isPresent()) {
            screen.warning("no comparison with strongSwan: " + missing.get());
            return;
        }
        try (StrongswanResponder responder = StrongswanResponder.start(IKE, CHILD)) {
            double theirs = measure(
                    "strongSwan", responder.generator(), responder.order(IKE, CHILD), responder.processes(), false);
            screen.line(String.format(
                    Locale.ROOT, "%n  ikebus : strongSwan = %.2f : 1 in handshakes per second", ours / theirs));
        }
    }

    private double measure(
            String name, Generator generator, LoadOrder order, Map<String, Long> processes, boolean details) {
        Responders.measure(
                name, generator, Responders.load(order, inFlight, 0, details ? WARM_UP_SECONDS : 5), processes);
        Measurement.header(screen);
        Responders.measure(name, generator, Responders.load(order, 1, ALONE, PATIENCE_SECONDS), processes)
                .print(screen);
        Measurement full = Responders.measure(name, generator, Responders.load(order, inFlight, 0, seconds), processes);
        full.print(screen);
        if (details) {
            full.printProcesses(screen);
        }
        return full.load().perSecond();
    }
}
