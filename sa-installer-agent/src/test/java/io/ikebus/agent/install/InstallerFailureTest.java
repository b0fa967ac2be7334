package io.ikebus.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.kernel.FaultyKernel.Fault;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.recording.RecordingKernel;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a command or a kernel: an outcome by its name, and the kernel as it was. */
class InstallerFailureTest {
    private static final Hpke.KeyPair AGENT = Hpke.generate();

    private final Commands commands = new Commands(AGENT);
    private final FaultyKernel kernel = new FaultyKernel(new RecordingKernel(InstantSource.system()));
    private final Installer installer = new Installer(kernel, commands.opener(), InstantSource.system());

    static Stream<Arguments> badCommands() {
        Commands ours = new Commands(AGENT);
        Commands others = new Commands(Hpke.generate());
        SaId id = Samples.inboundId(0x1000);
        SaId otherSa = Samples.inboundId(0x1001);
        Draft draft = new Draft(Direction.INBOUND, Samples.GCM_128);
        SaCommand.Install good = ours.inbound(0x1000, 1);
        PolicyDescription policy = Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID);
        return Stream.of(
                Arguments.of("sealed to another agent", others.inbound(0x1000, 1), "unsealable"),
                Arguments.of(
                        "sealed for another SA",
                        new SaCommand.Install(
                                1,
                                good.session(),
                                "to-west",
                                otherSa,
                                good.sa(),
                                List.of(),
                                good.sealedKeys(),
                                good.at()),
                        "unsealable"),
                Arguments.of(
                        "KEYMAT too short",
                        ours.install(id, draft.build(), Secret.wrap(new byte[19]), List.of()),
                        "bad-keymat"),
                Arguments.of(
                        "KEYMAT too long",
                        ours.install(id, draft.build(), Secret.wrap(new byte[21]), List.of()),
                        "bad-keymat"),
                Arguments.of(
                        "AH with a cipher",
                        ours.install(
                                new SaId(Samples.EAST, Samples.OURS, IpsecProtocol.AH, 0x1000),
                                draft.build(),
                                1,
                                List.of()),
                        "bad-command"),
                Arguments.of(
                        "ESP with the transform of AH",
                        ours.install(
                                id,
                                new Draft(
                                                Direction.INBOUND,
                                                Samples.ahTransforms().getFirst())
                                        .build(),
                                1,
                                List.of()),
                        "bad-command"),
                Arguments.of(
                        "AH inside UDP",
                        ours.install(
                                new SaId(Samples.EAST, Samples.OURS, IpsecProtocol.AH, 0x1000),
                                new Draft(
                                                Direction.INBOUND,
                                                Samples.ahTransforms().getFirst())
                                        .encapsulated(4500, 4500)
                                        .build(),
                                1,
                                List.of()),
                        "bad-command"),
                Arguments.of(
                        "mixed address families",
                        ours.install(
                                id, draft.from(IpAddress.parse("2001:db8::2")).build(), 1, List.of()),
                        "bad-command"),
                Arguments.of(
                        "soft limit above the hard one",
                        ours.install(
                                id, draft.lifetime(new SaLifetime(20, 10, 0, 0)).build(), 1, List.of()),
                        "bad-command"),
                Arguments.of(
                        "one slot twice", ours.install(id, draft.build(), 1, List.of(policy, policy)), "bad-command"),
                Arguments.of("update of nothing", ours.update(good, draft, 1), "ESRCH"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCommands")
    void answersABadCommandByItsReasonAndLeavesTheKernelAlone(String name, SaCommand command, String reason) {
        // When
        SaOutcome outcome = execute(command);
        // Then
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.detail()).isNotBlank();
        assertThat(kernel.asked()).isEmpty();
        assertThat(execute(commands.inbound(0x3000, 7)).kind()).isEqualTo(Kind.INSTALLED);
    }

    @Test
    void saysEexistForAnSaThatIsSomebodyElses() {
        // Given
        assertThat(kernel.apply(new Operation.AddSa(
                        Samples.ref(0x1000), Samples.inbound(Samples.GCM_128), Samples.keymat(Samples.GCM_128, 77))))
                .isEqualTo(Answer.DONE);
        // When
        SaOutcome outcome = execute(commands.inbound(0x1000, 1));
        // Then it stays, also when the negotiator clears up
        assertThat(outcome.reason()).isEqualTo("EEXIST");
        assertThat(execute(Commands.remove(Samples.inboundId(0x1000))).kind()).isEqualTo(Kind.REMOVED);
        assertThat(kernel.sas()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void leavesTheKernelAsItWasWhereverAnInstallFails(Fault fault) {
        execute(commands.inbound(0x1000, 1));
        for (int operation = 0; operation < 3; operation++) {
            // Given
            List<PolicyDescription> before = kernel.policies();
            kernel.fail(operation, fault);
            // When
            SaOutcome outcome = execute(commands.install(
                    Samples.inboundId(0x2000 + operation),
                    Samples.inbound(Samples.GCM_128),
                    10 + operation,
                    List.of(
                            Samples.policy(PolicyDirection.IN, IpAddress.parse("192.0.2.9"), Samples.REQID + 1),
                            Samples.policy(PolicyDirection.FORWARD, IpAddress.parse("192.0.2.9"), Samples.REQID + 1))));
            // Then
            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
            assertThat(outcome.reason()).isEqualTo(fault == Fault.REFUSED ? "ENOBUFS" : "ETIMEDOUT");
            assertThat(kernel.sas()).extracting(KernelSa::ref).containsExactly(Samples.ref(0x1000));
            assertThat(kernel.policies()).containsExactlyInAnyOrderElementsOf(before);
            assertThat(installer.size()).isOne();
        }
        assertThat(execute(commands.inbound(0x4000, 40)).kind()).isEqualTo(Kind.INSTALLED);
    }

    @Test
    void keepsAnSaWhoseRemovalFails() {
        // Given
        execute(commands.inbound(0x1000, 1));
        kernel.fail(2, Fault.REFUSED);
        // When
        SaOutcome outcome = execute(Commands.remove(Samples.inboundId(0x1000)));
        // Then
        assertThat(outcome.reason()).isEqualTo("ENOBUFS");
        assertThat(kernel.policies()).containsExactlyInAnyOrderElementsOf(Samples.policies(Direction.INBOUND));
        assertThat(execute(Commands.remove(Samples.inboundId(0x1000))).kind()).isEqualTo(Kind.REMOVED);
        assertThat(kernel.sas()).isEmpty();
    }

    @Test
    void clearsUpWhatAFailedUndoLeftBehind() {
        // Given an install that fails, and whose undoing fails too
        FaultyKernel stubborn = new FaultyKernel(kernel);
        Installer doubting = new Installer(stubborn, commands.opener(), InstantSource.system());
        kernel.fail(1, Fault.REFUSED);
        stubborn.fail(2, Fault.REFUSED);
        SaOutcome outcome = doubting.execute(commands.inbound(0x1000, 1), Instant.now());
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(kernel.sas()).hasSize(1);
        assertThat(doubting.isDoubtful()).isTrue();
        // When
        List<SaOutcome> outcomes = doubting.resync();
        // Then
        assertThat(outcomes).isEmpty();
        assertThat(kernel.sas()).isEmpty();
    }

    @Test
    void saysSoWhenSomebodyElseHasThePolicy() {
        PolicyDescription foreign = Samples.policy(PolicyDirection.OUT, Samples.PEER, 1);
        assertThat(kernel.apply(new Operation.AddPolicy(foreign))).isEqualTo(Answer.DONE);

        SaOutcome outcome = execute(commands.outbound(0x1000, 1));

        assertThat(outcome.reason()).isEqualTo(Errno.EEXIST.name());
        assertThat(kernel.sas()).isEmpty();
        assertThat(kernel.policy(PolicySlot.of(foreign))).contains(foreign);
    }

    private SaOutcome execute(SaCommand command) {
        return installer.execute(command, Instant.now());
    }
}
