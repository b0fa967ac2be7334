package io.ikebus.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final IpAddress OTHER_PEER = IpAddress.parse("192.0.2.3");
    private static final Secret KEYMAT = Samples.keymat(Samples.GCM_128, 1);

    private final Held held = new Held();

    @Test
    void installsTheSaThenItsPoliciesInboundBeforeForward() {
        // Given an inbound SA whose policies are named in another order
        HeldSa wanted = inbound(0x100, 1, Samples.policies(Direction.INBOUND).reversed());
        // When
        List<Step> steps = act(Planner.install(wanted, KEYMAT, held)).steps();
        // Then
        PolicyDescription in = Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID);
        PolicyDescription forward = Samples.policy(PolicyDirection.FORWARD, Samples.PEER, Samples.REQID);
        assertThat(steps)
                .extracting(Step::forward)
                .containsExactly(
                        new Operation.AddSa(wanted.ref(), wanted.sa(), KEYMAT),
                        new Operation.AddPolicy(in),
                        new Operation.AddPolicy(forward));
        assertThat(steps)
                .extracting(Step::backward)
                .containsExactly(
                        new Operation.DeleteSa(wanted.ref(), null),
                        new Operation.DeletePolicy(PolicySlot.of(in)),
                        new Operation.DeletePolicy(PolicySlot.of(forward)));
    }

    @Test
    void removesInReverse() {
        // Given
        HeldSa sa = hold(inbound(0x100, 1, Samples.policies(Direction.INBOUND)));
        // When
        Decision.Act act = act(Planner.remove(sa.ref(), held));
        // Then
        assertThat(act.kind()).isEqualTo(Kind.REMOVED);
        assertThat(act.steps())
                .extracting(Step::forward)
                .containsExactly(
                        new Operation.DeletePolicy(
                                PolicySlot.of(Samples.policy(PolicyDirection.FORWARD, Samples.PEER, Samples.REQID))),
                        new Operation.DeletePolicy(
                                PolicySlot.of(Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID))),
                        new Operation.DeleteSa(sa.ref(), null));
        assertThat(act.steps()).extracting(Step::goal).containsExactly(Errno.ENOENT, Errno.ENOENT, Errno.ESRCH);
    }

    @Test
    void sharesThePolicyOfARenewalUntilTheLastSaGoes() {
        // Given an SA and its renewal with the same policies
        HeldSa old = hold(inbound(0x100, 1, Samples.policies(Direction.INBOUND)));
        HeldSa renewal = inbound(0x101, 2, Samples.policies(Direction.INBOUND));
        // When, then
        assertThat(act(Planner.install(renewal, KEYMAT, held)).steps())
                .extracting(Step::forward)
                .hasOnlyElementsOfType(Operation.AddSa.class);
        hold(renewal);
        assertThat(act(Planner.remove(old.ref(), held)).steps())
                .extracting(Step::forward)
                .containsExactly(new Operation.DeleteSa(old.ref(), null));
        held.apply(new Change.Release(old.ref()));
        assertThat(act(Planner.remove(renewal.ref(), held)).steps()).hasSize(3);
    }

    @Test
    void givesThePolicyToTheNewestAndBackToTheOneBeforeIt() {
        // Given two peers with the same selectors
        PolicyDescription first = Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID);
        PolicyDescription second = Samples.policy(PolicyDirection.OUT, OTHER_PEER, Samples.REQID + 1);
        hold(outbound(0x100, 1, List.of(first)));
        HeldSa newest = outbound(0x101, 2, List.of(second));
        // When, then
        assertThat(act(Planner.install(newest, KEYMAT, held)).steps().getLast())
                .isEqualTo(new Step(new Operation.ReplacePolicy(second), new Operation.ReplacePolicy(first), null));
        hold(newest);
        assertThat(act(Planner.remove(newest.ref(), held)).steps().getFirst())
                .isEqualTo(new Step(new Operation.ReplacePolicy(first), new Operation.ReplacePolicy(second), null));
    }

    @Test
    void leavesThePolicyAloneWhenAnOlderSaGoes() {
        HeldSa older =
                hold(outbound(0x100, 1, List.of(Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID))));
        hold(outbound(0x101, 2, List.of(Samples.policy(PolicyDirection.OUT, OTHER_PEER, Samples.REQID + 1))));

        assertThat(act(Planner.remove(older.ref(), held)).steps())
                .extracting(Step::forward)
                .containsExactly(new Operation.DeleteSa(older.ref(), null));
    }

    @Test
    void answersTheSameInstallAgainWithoutTouchingTheKernel() {
        HeldSa sa = hold(inbound(0x100, 1, Samples.policies(Direction.INBOUND)));

        assertThat(Planner.install(sa, KEYMAT, held))
                .isEqualTo(new Decision.Settled(Kind.INSTALLED, SaOutcome.OK, "it was installed already"));
    }

    @Test
    void refusesAnotherSaInThePlaceOfOneThatIsThere() {
        hold(inbound(0x100, 1, Samples.policies(Direction.INBOUND)));

        assertThat(Planner.install(inbound(0x100, 2, List.of()), KEYMAT, held))
                .asInstanceOf(type(Decision.Settled.class))
                .returns(Kind.FAILED, Decision.Settled::kind)
                .returns("EEXIST", Decision.Settled::reason);
        assertThat(Planner.install(inbound(0x100, 1, List.of()), KEYMAT, held))
                .asInstanceOf(type(Decision.Settled.class))
                .returns(Kind.FAILED, Decision.Settled::kind);
    }

    @Test
    void neverInstallsAgainWhatIsGone() {
        HeldSa gone =
                hold(inbound(0x100, 1, Samples.policies(Direction.INBOUND)).gone());

        assertThat(Planner.install(inbound(0x100, 1, gone.policies()), KEYMAT, held))
                .asInstanceOf(type(Decision.Settled.class))
                .returns(Kind.LOST, Decision.Settled::kind);
        assertThat(Planner.update(inbound(0x100, 1, gone.policies()), KEYMAT, held))
                .asInstanceOf(type(Decision.Settled.class))
                .returns(Kind.LOST, Decision.Settled::kind);
    }

    @Test
    void letsAnotherKeyTakeTheSpiOfAnSaThatIsGone() {
        hold(inbound(0x100, 1, Samples.policies(Direction.INBOUND)).gone());
        HeldSa successor = inbound(0x100, 2, Samples.policies(Direction.INBOUND));

        assertThat(act(Planner.install(successor, KEYMAT, held)).steps())
                .extracting(Step::forward)
                .containsExactly(new Operation.AddSa(successor.ref(), successor.sa(), KEYMAT));
    }

    @Test
    void removesOnlyThePoliciesOfAnSaThatIsGone() {
        HeldSa gone =
                hold(outbound(0x100, 1, Samples.policies(Direction.OUTBOUND)).gone());

        assertThat(act(Planner.remove(gone.ref(), held)).steps())
                .extracting(Step::forward)
                .hasOnlyElementsOfType(Operation.DeletePolicy.class);
    }

    @Test
    void updatesTheSaAndTheDifferenceOfItsPolicies() {
        // Given
        PolicyDescription kept = Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID);
        PolicyDescription dropped = Samples.policy(PolicyDirection.FORWARD, Samples.PEER, Samples.REQID);
        HeldSa before = hold(inbound(0x100, 1, List.of(kept, dropped)));
        // When
        HeldSa after = sa(
                Samples.inboundId(0x100),
                new Draft(Direction.INBOUND, Samples.GCM_128).lifetime(new SaLifetime(10, 20, 0, 0)),
                1,
                List.of(kept));
        List<Step> steps = act(Planner.update(after, KEYMAT, held)).steps();
        // Then
        assertThat(steps)
                .containsExactly(
                        new Step(
                                new Operation.UpdateSa(after.ref(), after.sa(), KEYMAT),
                                new Operation.UpdateSa(before.ref(), before.sa(), KEYMAT),
                                null),
                        new Step(
                                new Operation.DeletePolicy(PolicySlot.of(dropped)),
                                new Operation.AddPolicy(dropped),
                                Errno.ENOENT));
    }

    @Test
    void anUpdateDoesNotTakeThePolicyFromANewerSa() {
        hold(outbound(0x100, 1, List.of(Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID))));
        hold(outbound(0x101, 2, List.of(Samples.policy(PolicyDirection.OUT, OTHER_PEER, Samples.REQID + 1))));
        HeldSa updated =
                outbound(0x100, 1, List.of(Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID + 9)));

        assertThat(act(Planner.update(updated, KEYMAT, held)).steps())
                .extracting(Step::forward)
                .hasOnlyElementsOfType(Operation.UpdateSa.class);
    }

    @Test
    void refusesAnUpdateOfWhatIsNotThereOrWithAnotherKey() {
        assertThat(Planner.update(inbound(0x100, 1, List.of()), KEYMAT, held))
                .asInstanceOf(type(Decision.Settled.class))
                .returns("ESRCH", Decision.Settled::reason);
        hold(inbound(0x100, 1, List.of()));
        assertThat(Planner.update(inbound(0x100, 2, List.of()), KEYMAT, held))
                .asInstanceOf(type(Decision.Settled.class))
                .returns(Planner.KEY_CHANGED, Decision.Settled::reason);
    }

    @Test
    void sortsNeighbouringInstallsInboundFirstAndRemovalsOutboundFirst() {
        // Given
        hold(inbound(0x100, 1, List.of()));
        hold(outbound(0x101, 2, List.of()));
        SaCommand removeIn = remove(Samples.inboundId(0x100));
        SaCommand removeOut = remove(Samples.outboundId(0x101));
        SaCommand installIn = install(Samples.inboundId(0x200), Direction.INBOUND);
        SaCommand installOut = install(Samples.outboundId(0x201), Direction.OUTBOUND);
        // When, then
        assertThat(CommandOrder.of(List.of(removeIn, removeOut, installOut, installIn), Function.identity(), held))
                .containsExactly(removeOut, removeIn, installIn, installOut);
        assertThat(CommandOrder.of(List.of(installOut, removeIn, installIn), Function.identity(), held))
                .containsExactly(installOut, removeIn, installIn);
    }

    private HeldSa hold(HeldSa sa) {
        held.apply(new Change.Hold(sa));
        return sa;
    }

    private static Decision.Act act(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return (Decision.Act) decision;
    }

    private static HeldSa inbound(long spi, int key, List<PolicyDescription> policies) {
        return sa(Samples.inboundId(spi), new Draft(Direction.INBOUND, Samples.GCM_128), key, policies);
    }

    private static HeldSa outbound(long spi, int key, List<PolicyDescription> policies) {
        return sa(Samples.outboundId(spi), new Draft(Direction.OUTBOUND, Samples.GCM_128), key, policies);
    }

    static HeldSa sa(SaId id, Draft draft, int key, List<PolicyDescription> policies) {
        return new HeldSa(
                id,
                Samples.SESSION,
                "to-west",
                draft.build(),
                policies,
                new Fingerprint(Octets.of(key)),
                true,
                Instant.EPOCH);
    }

    private static SaCommand remove(SaId id) {
        return new SaCommand.Remove(1, Samples.SESSION, "to-west", id, "test", Instant.EPOCH);
    }

    private static SaCommand install(SaId id, Direction direction) {
        return new SaCommand.Install(
                1,
                Samples.SESSION,
                "to-west",
                id,
                new Draft(direction, Samples.GCM_128).build(),
                List.of(),
                Octets.EMPTY,
                Instant.EPOCH);
    }
}
