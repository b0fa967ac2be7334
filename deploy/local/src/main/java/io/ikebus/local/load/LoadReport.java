package io.ikebus.local.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a load.
 *
 * @param completed handshakes whose Quick Mode message 3 has gone out
 * @param failed handshakes that were given up
 * @param retransmissions messages that had to be sent again
 * @param seconds from the first message to the last completion
 * @param p50Millis of a handshake, from Main Mode message 1 to Quick Mode message 3
 * @param cpuSeconds of each metered process, and of the generator itself
 */
public record LoadReport(
        int completed,
        int failed,
        int retransmissions,
        double seconds,
        double p50Millis,
        double p99Millis,
        Map<String, Double> cpuSeconds) {
    /** The name under which the generator's own CPU time stands in the report. */
    public static final String GENERATOR = "load generator";

    public LoadReport {
        cpuSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(cpuSeconds));
    }

    public double perSecond() {
        return seconds == 0 ? 0 : completed / seconds;
    }
}
