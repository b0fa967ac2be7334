package io.ikebus.agent.intake;

import io.ikebus.agent.install.Installer;
import io.ikebus.agent.install.KeyOpener;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.sealing.PartitionHash;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** An agent without its HTTP side: intake, installer, event loop. */
final class AgentOnBus implements AutoCloseable, IntakeWatch {
    final List<String> garbage = new CopyOnWriteArrayList<>();
    final List<String> others = new CopyOnWriteArrayList<>();
    final List<SaOutcome> answered = new CopyOnWriteArrayList<>();
    final List<SaOutcome> reported = new CopyOnWriteArrayList<>();

    private final Intake intake;
    private final EventLoop events;

    private AgentOnBus(
            GatewayId gateway,
            Map<String, ?> bus,
            PartitionHash hash,
            Kernel kernel,
            KeyOpener keys,
            boolean isFirstStart) {
        Installer installer = new Installer(kernel, keys, InstantSource.system());
        intake = new Intake(gateway, Map.copyOf(bus), hash, installer, this, isFirstStart);
        events = new EventLoop(kernel, installer, intake, this);
    }

    /** Returns when the agent takes commands. */
    static AgentOnBus start(
            GatewayId gateway,
            Map<String, ?> bus,
            PartitionHash hash,
            Kernel kernel,
            KeyOpener keys,
            boolean isFirstStart) {
        AgentOnBus agent = new AgentOnBus(gateway, bus, hash, kernel, keys, isFirstStart);
        agent.intake.start();
        agent.events.start();
        Awaitility.await("agent ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> agent.status().ready());
        return agent;
    }

    IntakeStatus status() {
        return intake.status();
    }

    @Override
    public void answered(String command, SaOutcome outcome, Duration took) {
        answered.add(outcome);
    }

    @Override
    public void reported(SaOutcome outcome) {
        reported.add(outcome);
    }

    @Override
    public void garbage(String reason) {
        garbage.add(reason);
    }

    @Override
    public void anotherGateway() {
        others.add("record");
    }

    @Override
    public void eventsOverrun() {}

    @Override
    public void close() {
        try {
            events.stop();
            intake.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
