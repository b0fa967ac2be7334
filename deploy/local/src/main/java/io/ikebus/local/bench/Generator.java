package io.ikebus.local.bench;

import io.ikebus.local.load.LoadGenerator;
import io.ikebus.local.load.LoadOrder;
import io.ikebus.local.load.LoadReport;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.testkit.process.Command;
import io.ikebus.testkit.process.Completed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the load generator in a process of its own, if need be in a network namespace. */
final class Generator {
    private static final Duration START_AND_END = Duration.ofSeconds(60);

    private final List<String> prefix;

    /** @param prefix what stands before the command, such as {@code ip netns exec NAME} */
    Generator(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /** @throws BenchFailure if it did not end by itself with a report */
    LoadReport run(LoadOrder order) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadGenerator.class.getName()));
        Completed completed = Command.of(words)
                .reading(new String(BusJson.write(order), StandardCharsets.UTF_8))
                .within(START_AND_END.plusSeconds(order.warmUpSeconds() + order.seconds()))
                .run();
        if (!completed.succeeded()) {
            throw new BenchFailure("the load generator failed: " + completed.errors());
        }
        return switch (BusJson.read(completed.output().getBytes(StandardCharsets.UTF_8), LoadReport.class)) {
            case BusValue.Read<LoadReport>(LoadReport report) -> report;
            case BusValue.Garbage<LoadReport>(String reason) ->
                throw new BenchFailure("the load generator's report is none: " + reason);
        };
    }
}
