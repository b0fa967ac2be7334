package io.ikebus.local.bench;

import io.ikebus.local.load.LoadOrder;
import io.ikebus.local.load.LoadReport;
import java.util.Map;

/** Puts one load after the other on a responder. */
final class Responders {
    private Responders() {}

    static Measurement measure(String name, Generator generator, LoadOrder order, Map<String, Long> pids) {
        CpuMeter meter = new CpuMeter(pids);
        LoadReport report = generator.run(order);
        return new Measurement(name, order.inFlight(), report, meter.used());
    }

    static LoadOrder load(LoadOrder order, int inFlight, int handshakes, int seconds) {
        return new LoadOrder(
                order.target(),
                order.sources(),
                order.sourcePort(),
                order.peerIdentity(),
                order.presharedKey(),
                order.ike(),
                order.child(),
                inFlight,
                handshakes,
                seconds);
    }
}
