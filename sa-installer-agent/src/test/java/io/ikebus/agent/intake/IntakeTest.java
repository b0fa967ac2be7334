package io.ikebus.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.install.Commands;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The agent on a real broker. */
class IntakeTest extends OneGateway {
    @Test
    void answersEachCommandOnTheSessionsPartitionUnderTheSessionsKey() {
        try (AgentOnBus agent = firstStart(kernel)) {
            // When
            negotiator.commands(commands.inbound(0x1000, 1), commands.outbound(0x2000, 2));
            // Then
            assertThat(negotiator.outcomes(2))
                    .extracting(SaOutcome::kind)
                    .containsExactly(Kind.INSTALLED, Kind.INSTALLED);
            assertThat(kernel.sas()).hasSize(2);
            // When
            negotiator.commands(Commands.remove(commands.inboundId(0x1000)));
            // Then
            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.REMOVED);
            assertThat(kernel.sas()).hasSize(1);
            assertThat(agent.status().ready()).isTrue();
        }
    }

    @Test
    void putsTheInboundSaBeforeTheOutboundOneThatCameWithIt() {
        // Given both waiting, the outbound one first
        negotiator.commandsInOneTransaction(commands.outbound(0x2000, 2), commands.inbound(0x1000, 1));
        // When
        try (AgentOnBus agent = firstStart(kernel)) {
            // Then
            assertThat(negotiator.outcomes(2))
                    .extracting(SaOutcome::id)
                    .containsExactly(commands.inboundId(0x1000), outboundId(0x2000));
            await().untilAsserted(() -> assertThat(agent.answered).hasSize(2));
        }
    }

    @Test
    void neverExecutesWhatWasAborted() {
        try (AgentOnBus agent = firstStart(kernel)) {
            negotiator.abortedCommands(commands.inbound(0x1000, 1));
            negotiator.commandsInOneTransaction(commands.inbound(0x1001, 2));

            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::id).containsExactly(commands.inboundId(0x1001));
            assertThat(kernel.sas()).hasSize(1);
            assertThat(agent.status().ready()).isTrue();
        }
    }

    @Test
    void stepsOverGarbageAndOtherGatewaysAndGoesOn() {
        GatewayId other = negotiator.gatewayOnTheSamePartition();
        Commands others = new Commands(AGENT, other);
        try (AgentOnBus agent = firstStart(kernel)) {
            // When
            negotiator.raw(commands.inboundId(0x1000).key(), "{\"kind\":\"install\",\"v\":1}");
            negotiator.raw(commands.inboundId(0x1000).key(), "not JSON");
            negotiator.raw("no key of an SA", null);
            negotiator.rawBytes("x".repeat(1000), new byte[] {1, 2, 3});
            negotiator.commands(others.inbound(0x1000, 1));
            negotiator.raw(others.inboundId(0x1001).key(), "not JSON either");
            negotiator.raw(others.inboundId(0x1001).key(), null);
            negotiator.commands(commands.inbound(0x1001, 2));
            // Then
            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::id).containsExactly(commands.inboundId(0x1001));
            assertThat(agent.garbage).hasSize(4).noneMatch(reason -> reason.contains("not JSON"));
            assertThat(agent.others).hasSizeGreaterThanOrEqualTo(3);
            assertThat(kernel.sas()).hasSize(1);
        }
    }

    @Test
    void answersACommandWhoseNamesContradictEachOther() {
        SaCommand.Install install = commands.inbound(0x1000, 1);
        GatewayId other = new GatewayId("elsewhere");
        SaId otherId = new SaId(other, Samples.OURS, IpsecProtocol.ESP, 0x1000);
        try (AgentOnBus agent = firstStart(kernel)) {
            // When
            negotiator.raw(otherId.key(), install);
            negotiator.raw(commands.inboundId(0x1001).key(), install);
            negotiator.raw("no key of an SA", install);
            // Then
            assertThat(negotiator.outcomes(3))
                    .extracting(SaOutcome::reason)
                    .containsExactly("wrong-gateway", "wrong-key", "wrong-key");
            assertThat(kernel.asked()).isEmpty();
            await().untilAsserted(() -> assertThat(agent.answered).hasSize(3));
        }
    }

    @Test
    void removesWhatIsWithdrawnByATombstone() {
        try (AgentOnBus agent = firstStart(kernel)) {
            negotiator.commands(commands.inbound(0x1000, 1));
            assertThat(negotiator.outcomes(1)).hasSize(1);

            negotiator.raw(commands.inboundId(0x1000).key(), null);

            assertThat(negotiator.outcomes(1)).extracting(SaOutcome::kind).containsExactly(Kind.REMOVED);
            assertThat(kernel.sas()).isEmpty();
            assertThat(agent.status().ready()).isTrue();
        }
    }

    @Test
    void tellsTheSessionThatItsTimeIsUp() {
        try (AgentOnBus agent = firstStart(kernel)) {
            negotiator.commands(commands.install(
                    commands.inboundId(0x1000),
                    new Draft(Direction.INBOUND, Samples.GCM_128)
                            .lifetime(new SaLifetime(1, 2, 0, 0))
                            .build(),
                    1,
                    Samples.policies(Direction.INBOUND)));

            assertThat(negotiator.outcomes(3))
                    .extracting(SaOutcome::kind)
                    .containsExactly(Kind.INSTALLED, Kind.SOFT_EXPIRED, Kind.HARD_EXPIRED);
            assertThat(kernel.sas()).extracting(KernelSa::ref).isEmpty();
            await().untilAsserted(() -> assertThat(agent.reported).hasSize(2));
        }
    }

    @Test
    void neverPutsAKeyOnTheBus() {
        try (AgentOnBus agent = firstStart(kernel)) {
            negotiator.commands(commands.inbound(0x1000, 1));

            String told = new String(BusJson.write(negotiator.outcomes(1).getFirst()), StandardCharsets.UTF_8);

            assertThat(told).doesNotContain("0102030405060708").contains("\"kind\":\"INSTALLED\"");
            await().untilAsserted(() -> assertThat(agent.answered).hasSize(1));
        }
    }
}
