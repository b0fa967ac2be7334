package io.ikebus.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.install.Commands;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.recording.RecordingKernel;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.broker.Topic.Cleanup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusOutageTest {
    private static final PartitionHash HASH = new PartitionHash(Secret.wrap(new byte[16]));

    @TempDir
    Path directory;

    @Test
    void keepsTheKernelWhileTheBusIsAwayAndTellsAfterwardsWhatHappened() {
        Commands commands = new Commands(Hpke.generate(), Samples.EAST);
        FaultyKernel kernel = new FaultyKernel(new RecordingKernel(InstantSource.system()));
        EmbeddedBroker first = broker(0);
        int port = first.port();
        try (AgentOnBus agent =
                AgentOnBus.start(Samples.EAST, first.clientSettings(), HASH, kernel, commands.opener(), true)) {
            // Given an SA for ever and one for seconds
            try (NegotiatorOnBus negotiator = new NegotiatorOnBus(first.clientSettings(), HASH, Samples.EAST)) {
                negotiator.commands(
                        commands.inbound(0x1000, 1),
                        commands.install(
                                commands.inboundId(0x1001),
                                new Draft(Direction.INBOUND, Samples.GCM_128)
                                        .lifetime(new SaLifetime(0, 4, 0, 0))
                                        .build(),
                                2,
                                List.of()));
                assertThat(negotiator.outcomes(2)).extracting(SaOutcome::kind).containsOnly(Kind.INSTALLED);
            }
            // When the bus goes away, and meanwhile the second SA's time is up
            first.close();
            Awaitility.await()
                    .atMost(OneGateway.patience())
                    .until(() -> !agent.status().ready());
            Awaitility.await()
                    .atMost(OneGateway.patience())
                    .until(() -> kernel.sas().size() == 1);
            // Then
            try (EmbeddedBroker second = broker(port);
                    NegotiatorOnBus negotiator = new NegotiatorOnBus(second.clientSettings(), HASH, Samples.EAST)) {
                assertThat(negotiator.outcomes(3))
                        .extracting(SaOutcome::kind)
                        .containsExactly(Kind.INSTALLED, Kind.INSTALLED, Kind.HARD_EXPIRED);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> agent.status().ready());
                negotiator.commands(commands.outbound(0x2000, 3));
                assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.INSTALLED);
                assertThat(kernel.sas()).hasSize(2);
            }
        }
    }

    private EmbeddedBroker broker(int port) {
        EmbeddedBroker broker =
                EmbeddedBroker.start(BrokerOptions.temporary().keptIn(directory).onPort(port));
        broker.ensureTopics(List.of(
                new Topic(Topics.SA_COMMANDS, 1, Cleanup.COMPACT), new Topic(Topics.SA_OUTCOMES, 1, Cleanup.DELETE)));
        return broker;
    }
}
