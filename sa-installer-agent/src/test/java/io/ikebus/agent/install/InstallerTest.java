package io.ikebus.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.plan.HeldSa;
import io.ikebus.agent.recording.RecordingKernel;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.sealing.Hpke;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstallerTest {
    private static final Hpke.KeyPair AGENT = Hpke.generate();

    private final Commands commands = new Commands(AGENT);
    private final FaultyKernel kernel = new FaultyKernel(new RecordingKernel(InstantSource.system()));
    private final Installer installer = new Installer(kernel, commands.opener(), InstantSource.system());

    @Test
    void installsWithTheKeyThatWasSealed() {
        // When
        SaOutcome outcome = execute(commands.inbound(0x1000, 1));
        // Then
        assertThat(outcome.kind()).isEqualTo(Kind.INSTALLED);
        assertThat(outcome.reason()).isEqualTo("ok");
        assertThat(outcome.session()).isEqualTo(Samples.SESSION);
        assertThat(kernel.sas())
                .singleElement()
                .satisfies(sa -> assertThat(sa.keymat()).isEqualTo(Samples.keymat(Samples.GCM_128, 1)));
        assertThat(kernel.policies()).containsExactlyElementsOf(Samples.policies(Direction.INBOUND));
    }

    @Test
    void installsEspAndTheAhAroundIt() {
        // Given
        SaTransform ah = SaTransform.authenticating(SaTransform.Integrity.HMAC_SHA2_256_128);
        SaId ahId = new SaId(Samples.EAST, Samples.OURS, IpsecProtocol.AH, 0x1001);
        List<PolicyDescription> policies = Samples.policies(Direction.INBOUND).stream()
                .map(Samples::bundled)
                .toList();
        // When
        SaOutcome outer = execute(commands.install(
                ahId, new Draft(Direction.INBOUND, ah).transport().build(), 1, List.of()));
        SaOutcome inner =
                execute(commands.install(Samples.inboundId(0x1000), Samples.inbound(Samples.GCM_128), 2, policies));
        // Then
        assertThat(outer.kind()).isEqualTo(Kind.INSTALLED);
        assertThat(inner.kind()).isEqualTo(Kind.INSTALLED);
        assertThat(kernel.sas())
                .extracting(KernelSa::ref)
                .containsExactlyInAnyOrder(Samples.ahRef(0x1001), Samples.ref(0x1000));
        assertThat(kernel.policies()).containsExactlyElementsOf(policies);
        // And when both go again
        execute(Commands.remove(Samples.inboundId(0x1000)));
        execute(Commands.remove(ahId));
        // Then
        assertThat(kernel.sas()).isEmpty();
        assertThat(kernel.policies()).isEmpty();
    }

    @Test
    void answersTheSameInstallAgainWithoutTouchingTheKernel() {
        // Given
        SaCommand install = commands.inbound(0x1000, 1);
        execute(install);
        kernel.asked();
        // When, sealed anew and thus of other octets
        SaOutcome again = execute(commands.inbound(0x1000, 1));
        // Then
        assertThat(again.kind()).isEqualTo(Kind.INSTALLED);
        assertThat(execute(install).kind()).isEqualTo(Kind.INSTALLED);
        assertThat(kernel.asked()).isEmpty();
    }

    @Test
    void removesAndForgets() {
        // Given
        execute(commands.inbound(0x1000, 1));
        execute(commands.outbound(0x2000, 2));
        // When
        SaOutcome outcome = execute(Commands.remove(Samples.inboundId(0x1000)));
        // Then
        assertThat(outcome.kind()).isEqualTo(Kind.REMOVED);
        assertThat(kernel.sas()).extracting(KernelSa::ref).containsExactly(HeldSaRefs.outbound(0x2000));
        assertThat(kernel.policies()).containsExactlyElementsOf(Samples.policies(Direction.OUTBOUND));
        assertThat(execute(Commands.remove(Samples.inboundId(0x1000))).kind()).isEqualTo(Kind.REMOVED);
        assertThat(installer.size()).isOne();
    }

    @Test
    void closesAnSaAndLeavesItsPolicies() {
        // Given
        SaCommand.Install install = commands.outbound(0x2000, 2);
        execute(install);
        // When
        SaOutcome outcome = execute(Commands.close(install));
        // Then
        assertThat(outcome.kind()).isEqualTo(Kind.REMOVED);
        assertThat(kernel.sas()).isEmpty();
        assertThat(kernel.policies()).containsExactlyElementsOf(Samples.policies(Direction.OUTBOUND));
        assertThat(installer.resync()).isEmpty();
        // And when another SA carries what they match, and the closed one goes for good
        execute(commands.outbound(0x2001, 3));
        execute(Commands.remove(install.id()));
        // Then
        assertThat(kernel.sas()).extracting(KernelSa::ref).containsExactly(HeldSaRefs.outbound(0x2001));
        assertThat(kernel.policies()).containsExactlyElementsOf(Samples.policies(Direction.OUTBOUND));
        // And when that one goes too
        execute(Commands.remove(Samples.outboundId(0x2001)));
        // Then
        assertThat(kernel.policies()).isEmpty();
    }

    @Test
    void leavesNoPoliciesOfAnSaThatWasNeverThere() {
        SaOutcome outcome = execute(Commands.close(commands.outbound(0x2000, 2)));

        assertThat(outcome.kind()).isEqualTo(Kind.REMOVED);
        assertThat(kernel.asked()).isEmpty();
        assertThat(installer.size()).isZero();
    }

    /** Guarantee 4: an AEAD nonce would repeat. */
    @Test
    void neverInstallsAKeyASecondTime() {
        // Given
        execute(commands.outbound(0x1000, 1));
        execute(Commands.remove(Samples.outboundId(0x1000)));
        kernel.asked();
        // When
        SaOutcome again = execute(commands.outbound(0x1000, 1));
        SaOutcome underAnotherSpi = execute(commands.outbound(0x1001, 1));
        // Then
        assertThat(again.kind()).isEqualTo(Kind.LOST);
        assertThat(underAnotherSpi.kind()).isEqualTo(Kind.LOST);
        assertThat(kernel.asked()).isEmpty();
        assertThat(execute(commands.outbound(0x1000, 2)).kind()).isEqualTo(Kind.INSTALLED);
    }

    /** Before the reboot it may have been in the kernel, and the answer just not have come through. */
    @Test
    void neverInstallsACommandFromBeforeTheKernelStarted() {
        kernel.startedAt(Instant.now());

        SaOutcome outcome =
                installer.execute(commands.outbound(0x1000, 1), Instant.now().minusSeconds(5));

        assertThat(outcome.kind()).isEqualTo(Kind.LOST);
        assertThat(kernel.asked()).isEmpty();
    }

    @Test
    void updatesLimits() {
        // Given
        SaCommand.Install install = commands.inbound(0x1000, 1);
        execute(install);
        // When
        SaOutcome outcome = execute(commands.update(
                install, new Draft(Direction.INBOUND, Samples.GCM_128).lifetime(new SaLifetime(10, 20, 0, 0)), 1));
        // Then
        assertThat(outcome.kind()).isEqualTo(Kind.INSTALLED);
        assertThat(kernel.sas())
                .singleElement()
                .satisfies(sa -> assertThat(sa.lifetime()).isEqualTo(new SaLifetime(10, 20, 0, 0)));
    }

    @Test
    void tellsTheSessionWhenALimitOfItsSaIsReached() {
        // Given
        execute(commands.inbound(0x1000, 1));
        // When
        List<SaOutcome> soft = installer.on(new KernelEvent.Expired(Samples.ref(0x1000), false));
        List<SaOutcome> hard = installer.on(new KernelEvent.Expired(Samples.ref(0x1000), true));
        List<SaOutcome> again = installer.on(new KernelEvent.Expired(Samples.ref(0x1000), true));
        List<SaOutcome> foreign = installer.on(new KernelEvent.Expired(Samples.ref(0x9999), true));
        // Then
        assertThat(soft).singleElement().returns(Kind.SOFT_EXPIRED, SaOutcome::kind);
        assertThat(hard)
                .singleElement()
                .returns(Kind.HARD_EXPIRED, SaOutcome::kind)
                .returns(Samples.SESSION, SaOutcome::session);
        assertThat(again).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @Test
    void keepsThePoliciesOfAnExpiredSaSoThatNothingLeavesInClear() {
        // Given
        execute(commands.outbound(0x1000, 1));
        assertThat(kernel.apply(new Operation.DeleteSa(HeldSaRefs.outbound(0x1000), null)))
                .isEqualTo(Answer.DONE);
        // When
        installer.on(new KernelEvent.Expired(HeldSaRefs.outbound(0x1000), true));
        // Then
        assertThat(kernel.policies()).hasSize(1);
        assertThat(execute(commands.outbound(0x1000, 1)).kind()).isEqualTo(Kind.LOST);
        assertThat(execute(Commands.remove(Samples.outboundId(0x1000))).kind()).isEqualTo(Kind.REMOVED);
        assertThat(kernel.policies()).isEmpty();
    }

    @Test
    void looksForWhatIsMissingAfterAnOverrun() {
        // Given two SAs, of which one expired unheard
        execute(commands.inbound(0x1000, 1));
        execute(commands.outbound(0x2000, 2));
        assertThat(kernel.apply(new Operation.DeleteSa(Samples.ref(0x1000), null)))
                .isEqualTo(Answer.DONE);
        // When
        List<SaOutcome> outcomes = installer.on(new KernelEvent.Overrun());
        // Then
        assertThat(outcomes)
                .singleElement()
                .returns(Kind.LOST, SaOutcome::kind)
                .returns(Samples.inboundId(0x1000), SaOutcome::id);
        assertThat(installer.resync()).isEmpty();
        assertThat(installer.isDoubtful()).isFalse();
    }

    @Test
    void takesOverAtStartWhatIsThereAndReportsWhatIsLost() {
        // Given a predecessor that installed two SAs, one of which the kernel lost
        SaCommand.Install kept = commands.inbound(0x1000, 1);
        SaCommand.Install lost = commands.outbound(0x2000, 2);
        execute(kept);
        execute(lost);
        assertThat(kernel.apply(new Operation.DeleteSa(HeldSaRefs.outbound(0x2000), null)))
                .isEqualTo(Answer.DONE);
        kernel.asked();
        // When
        Installer successor = new Installer(kernel, commands.opener(), InstantSource.system());
        StartReport report = successor.reconcile(new History(
                List.of(new History.Entry(kept, true), new History.Entry(lost, true)),
                Set.of(Samples.ref(0x1000), HeldSaRefs.outbound(0x2000))));
        // Then
        assertThat(report.held()).isOne();
        assertThat(report.outcomes())
                .singleElement()
                .returns(Kind.LOST, SaOutcome::kind)
                .returns(lost.id(), SaOutcome::id);
        assertThat(kernel.asked()).isEmpty();
        assertThat(successor.execute(lost, Instant.now()).kind()).isEqualTo(Kind.LOST);
        assertThat(successor.execute(kept, Instant.now()).kind()).isEqualTo(Kind.INSTALLED);
        assertThat(successor.inventory().sas()).extracting(HeldSa::present).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void withdrawsAnSaWhoseRecordIsGone() {
        execute(commands.inbound(0x1000, 1));

        assertThat(installer.withdraw(Samples.inboundId(0x1000)))
                .hasValueSatisfying(outcome -> assertThat(outcome.kind()).isEqualTo(Kind.REMOVED));
        assertThat(installer.withdraw(Samples.inboundId(0x1000))).isEmpty();
        assertThat(kernel.sas()).isEmpty();
    }

    private SaOutcome execute(SaCommand command) {
        return installer.execute(command, Instant.now());
    }
}
