package io.ikebus.local.bench;

import io.ikebus.local.load.LoadOrder;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.terminal.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Responder handshakes: this project's, then strongSwan's, under the same load in the same run. */
public final class Bench {
    private static final String IKE = "aes128-sha2_256-modp2048";
    private static final String CHILD = "aes128gcm16";
    /** Six JVMs on few cores compile for minutes: until then it is the compiler that is measured. */
    private static final int OUR_WARM_UP_SECONDS = 120;

    private static final int THEIR_WARM_UP_SECONDS = 20;
    private static final int WARM_UP_ALONE_SECONDS = 15;
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
        double perSecond =
                measure("ikebus", new Generator(List.of()), responder.prepare(IKE, CHILD), OUR_WARM_UP_SECONDS);
        new VaultQuestions(stack).measure(screen);
        return perSecond;
    }

    /** @param ours handshakes per second of this project, to compare with */
    public void strongswan(double ours) {
        Optional<String> missing = StrongswanResponder.missing();
        if (missing.isPresent()) {
            screen.warning("no comparison with strongSwan: " + missing.get());
            return;
        }
        try (StrongswanResponder responder = StrongswanResponder.start(IKE, CHILD)) {
            double theirs =
                    measure("strongSwan", responder.generator(), responder.order(IKE, CHILD), THEIR_WARM_UP_SECONDS);
            screen.line(String.format(
                    Locale.ROOT, "%n  ikebus : strongSwan = %.2f : 1 in handshakes per second", ours / theirs));
        }
    }

    private double measure(String name, Generator generator, LoadOrder order, int warmUp) {
        screen.line("  warming up, " + warmUp + " s");
        Measurement full = new Measurement(name, inFlight, generator.run(order.with(inFlight, warmUp, 0, seconds)));
        Measurement alone =
                new Measurement(name, 1, generator.run(order.with(1, WARM_UP_ALONE_SECONDS, ALONE, PATIENCE_SECONDS)));
        Measurement.header(screen);
        alone.print(screen);
        full.print(screen);
        full.printProcesses(screen);
        return full.load().perSecond();
    }
}
