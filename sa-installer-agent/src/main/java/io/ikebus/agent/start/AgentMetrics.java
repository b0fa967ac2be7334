package io.ikebus.agent.start;

import io.ikebus.agent.install.Installer;
import io.ikebus.agent.intake.IntakeWatch;
import io.ikebus.protocol.bus.SaOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts. Labels are few and from fixed lists: never an SPI, an address or a session. */
public final class AgentMetrics implements IntakeWatch {
    private static final String COMMANDS = "ikebus.agent.commands";
    private static final String REPORTS = "ikebus.agent.reports";

    private final MeterRegistry registry;
    private final Counter garbage;
    private final Counter anotherGateway;
    private final Counter overruns;

    AgentMetrics(MeterRegistry registry, Installer installer) {
        this.registry = registry;
        this.garbage = counter("ikebus.agent.garbage", "records that are no commands");
        this.anotherGateway = counter("ikebus.agent.another.gateway", "commands of gateways that share the partition");
        this.overruns = counter("ikebus.agent.events.overruns", "times that kernel events were lost");
        Gauge.builder("ikebus.agent.sas", installer, Installer::size)
                .description("SAs this agent answers for")
                .register(registry);
    }

    @Override
    public void answered(String command, SaOutcome outcome, Duration took) {
        Counter.builder(COMMANDS)
                .description("commands by what became of them")
                .tag("command", command)
                .tag("outcome", label(outcome.kind()))
                .tag("reason", outcome.reason())
                .register(registry)
                .increment();
        Timer.builder("ikebus.agent.command.duration")
                .description("from a command's arrival to its outcome's acknowledgement")
                .tag("command", command)
                .publishPercentiles(0.5, 0.99)
                .register(registry)
                .record(took);
    }

    @Override
    public void reported(SaOutcome outcome) {
        Counter.builder(REPORTS)
                .description("what the kernel did of itself")
                .tag("outcome", label(outcome.kind()))
                .register(registry)
                .increment();
    }

    @Override
    public void garbage(String reason) {
        garbage.increment();
    }

    @Override
    public void anotherGateway() {
        anotherGateway.increment();
    }

    @Override
    public void eventsOverrun() {
        overruns.increment();
    }

    /** All counts since the start, by kind of outcome. */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        totals.put("garbage", (long) garbage.count());
        totals.put("anotherGateway", (long) anotherGateway.count());
        totals.put("eventOverruns", (long) overruns.count());
        for (SaOutcome.Kind kind : SaOutcome.Kind.values()) {
            totals.put(label(kind), total(COMMANDS, kind) + total(REPORTS, kind));
        }
        return totals;
    }

    private long total(String name, SaOutcome.Kind kind) {
        return (long) registry.find(name).tag("outcome", label(kind)).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static String label(SaOutcome.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
