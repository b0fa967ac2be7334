package io.ikebus.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.install.Commands;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.recording.RecordingKernel;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** An agent after another, on the same gateway. */
class RestartTest extends OneGateway {
    @Test
    void takesUpWhereItsPredecessorStopped() {
        // Given
        try (AgentOnBus predecessor = firstStart(kernel)) {
            negotiator.commands(commands.inbound(0x1000, 1));
            assertThat(negotiator.outcomes(1)).hasSize(1);
            assertThat(predecessor.status().ready()).isTrue();
        }
        kernel.asked();
        negotiator.commands(commands.outbound(0x2000, 2), Commands.remove(commands.inboundId(0x1000)));
        // When
        try (AgentOnBus successor = restart(kernel)) {
            // Then
            assertThat(negotiator.outcomes(2))
                    .extracting(SaOutcome::kind)
                    .containsExactlyInAnyOrder(Kind.INSTALLED, Kind.REMOVED);
            assertThat(kernel.sas()).extracting(sa -> sa.ref().spi()).containsExactly(0x2000L);
            assertThat(successor.reported).isEmpty();
        }
    }

    /** Guarantee 4. */
    @Test
    void reportsWhatAnEmptyKernelHasLostAndInstallsNoneOfIt() {
        // Given
        try (AgentOnBus predecessor = firstStart(kernel)) {
            negotiator.commands(commands.inbound(0x1000, 1), commands.outbound(0x2000, 2));
            assertThat(negotiator.outcomes(2)).hasSize(2);
            negotiator.commands(Commands.remove(outboundId(0x2000)));
            assertThat(negotiator.outcomes(1)).hasSize(1);
            assertThat(predecessor.status().ready()).isTrue();
        }
        // When
        FaultyKernel empty = new FaultyKernel(new RecordingKernel(InstantSource.system()));
        try (AgentOnBus successor = restart(empty)) {
            // Then
            assertThat(negotiator.outcomes(1)).singleElement().satisfies(outcome -> {
                assertThat(outcome.kind()).isEqualTo(Kind.LOST);
                assertThat(outcome.id()).isEqualTo(commands.inboundId(0x1000));
            });
            assertThat(empty.asked()).noneMatch(Operation.AddSa.class::isInstance);
            assertThat(successor.reported).hasSize(1);
        }
    }

    @Test
    void keepsClosedWhatItsPredecessorHasClosed() {
        // Given
        SaCommand.Install install = commands.inbound(0x1000, 1);
        try (AgentOnBus predecessor = firstStart(kernel)) {
            negotiator.commands(install);
            assertThat(negotiator.outcomes(1)).hasSize(1);
            negotiator.commands(Commands.close(install));
            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.REMOVED);
            assertThat(predecessor.status().ready()).isTrue();
        }
        // When
        FaultyKernel empty = new FaultyKernel(new RecordingKernel(InstantSource.system()));
        try (AgentOnBus successor = restart(empty)) {
            await().untilAsserted(
                            () -> assertThat(empty.policies()).containsExactlyInAnyOrderElementsOf(install.policies()));
            assertThat(empty.sas()).isEmpty();
            assertThat(successor.reported).isEmpty();
            // And when nobody wants it any more
            negotiator.commands(Commands.remove(install.id()));
            // Then
            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.REMOVED);
            assertThat(empty.policies()).isEmpty();
        }
    }

    /** It died after the kernel had the SA and before Kafka had the offset. */
    @Test
    void recognisesAnSaThatItsPredecessorInstalledAndDidNotLiveToTell() {
        // Given
        try (AgentOnBus predecessor = firstStart(kernel)) {
            negotiator.commands(commands.inbound(0x1000, 1));
            assertThat(negotiator.outcomes(1)).hasSize(1);
            assertThat(predecessor.status().ready()).isTrue();
        }
        negotiator.rewindOffsetOf("ikebus-agent-" + gateway);
        kernel.asked();
        // When
        try (AgentOnBus successor = restart(kernel)) {
            // Then
            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.INSTALLED);
            assertThat(kernel.asked()).isEmpty();
            assertThat(successor.answered).hasSize(1);
        }
    }

    @Test
    void doesNotExecuteACommandThatAnotherHasOvertaken() {
        // Given an install, an update and a removal that all wait
        SaCommand.Install install = commands.inbound(0x1000, 1);
        negotiator.commands(
                install,
                commands.update(
                        install,
                        new Draft(Direction.INBOUND, Samples.GCM_128).lifetime(new SaLifetime(0, 60, 0, 0)),
                        1),
                Commands.remove(install.id()));
        // When
        try (AgentOnBus agent = firstStart(kernel)) {
            // Then
            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.REMOVED);
            assertThat(kernel.asked()).isEmpty();
            await().untilAsserted(() -> assertThat(agent.answered).hasSize(1));
        }
    }

    @Test
    void installsNothingWhenItHasRunBeforeAndItsOffsetIsForgotten() {
        // Given commands that may have been executed or not
        negotiator.commands(commands.inbound(0x1000, 1));
        // When
        try (AgentOnBus agent = restart(kernel)) {
            // Then
            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.LOST);
            assertThat(kernel.asked()).noneMatch(Operation.AddSa.class::isInstance);
            assertThat(agent.answered).isEmpty();
        }
    }
}
