package io.ikebus.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final int FOREIGN_REQID = 1;
    private static final IpAddress OTHER_PEER = IpAddress.parse("192.0.2.3");
    private static final PolicyDescription OUT = Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID);

    @Test
    void holdsWhatIsDesiredAndThere() {
        HeldSa sa = sa(0x100, 1, List.of(OUT));

        Reconciliation result = reconcile(List.of(new Desired(sa, true)), List.of(found(sa)), List.of(OUT));

        assertThat(result.held().all()).containsExactly(sa);
        assertThat(result.lost()).isEmpty();
        assertThat(result.operations()).isEmpty();
    }

    @Test
    void reportsWhatIsGoneAsLostAndKeepsItsPoliciesClosed() {
        HeldSa sa = sa(0x100, 1, List.of(OUT));

        Reconciliation result = reconcile(List.of(new Desired(sa, true)), List.of(), List.of());

        assertThat(result.lost()).containsExactly(sa.gone());
        assertThat(result.held().all()).containsExactly(sa.gone());
        assertThat(result.operations()).containsExactly(new Operation.AddPolicy(OUT));
    }

    @Test
    void keepsPoliciesWithoutAnSaWhereThatIsDesired() {
        HeldSa closed = sa(0x100, 1, List.of(OUT)).gone();

        Reconciliation result = reconcile(List.of(new Desired(closed, true)), List.of(), List.of());

        assertThat(result.lost()).isEmpty();
        assertThat(result.held().all()).containsExactly(closed);
        assertThat(result.operations()).containsExactly(new Operation.AddPolicy(OUT));
    }

    @Test
    void anSaThatIsYetToBeClosedIsHeldUntilThen() {
        HeldSa sa = sa(0x100, 1, List.of(OUT));

        Reconciliation result = reconcile(List.of(new Desired(sa.gone(), false)), List.of(found(sa)), List.of(OUT));

        assertThat(result.held().all()).containsExactly(sa);
    }

    @Test
    void neverAddsAnSa() {
        HeldSa lost = sa(0x100, 1, List.of(OUT));
        HeldSa waiting = sa(0x101, 2, List.of(OUT));

        Reconciliation result =
                reconcile(List.of(new Desired(lost, true), new Desired(waiting, false)), List.of(), List.of());

        assertThat(result.operations()).noneMatch(Operation.AddSa.class::isInstance);
    }

    @Test
    void leavesACommandThatWasNotExecutedToBeExecuted() {
        HeldSa sa = sa(0x100, 1, List.of(OUT));

        Reconciliation result = reconcile(List.of(new Desired(sa, false)), List.of(), List.of());

        assertThat(result.held().all()).isEmpty();
        assertThat(result.lost()).isEmpty();
    }

    @Test
    void takesOverWhatWasExecutedButNotCommitted() {
        HeldSa sa = sa(0x100, 1, List.of(OUT));

        Reconciliation result = reconcile(List.of(new Desired(sa, false)), List.of(found(sa)), List.of());

        assertThat(result.held().all()).containsExactly(sa);
        assertThat(result.operations()).containsExactly(new Operation.AddPolicy(OUT));
    }

    @Test
    void anSaWithAnotherKeyIsNotTheOneThatWasDesired() {
        HeldSa sa = sa(0x100, 1, List.of());
        Found stranger = new Found(sa.ref(), Samples.OURS, FOREIGN_REQID, null, fingerprint(9));

        Reconciliation result = reconcile(List.of(new Desired(sa, true)), List.of(stranger), List.of());

        assertThat(result.lost()).containsExactly(sa.gone());
        assertThat(result.foreignSas()).isOne();
        assertThat(result.operations()).isEmpty();
    }

    @Test
    void goesByAddressesAndReqidWhereTheKernelHidesKeys() {
        HeldSa sa = sa(0x100, 1, List.of());
        Found hidden = new Found(sa.ref(), Samples.OURS, Samples.REQID, null, Fingerprint.UNKNOWN);
        Found other = new Found(sa.ref(), OTHER_PEER, Samples.REQID, null, Fingerprint.UNKNOWN);

        assertThat(reconcile(List.of(new Desired(sa, true)), List.of(hidden), List.of())
                        .lost())
                .isEmpty();
        assertThat(reconcile(List.of(new Desired(sa, true)), List.of(other), List.of())
                        .lost())
                .hasSize(1);
    }

    @Test
    void keepsAnSaWhoseKeyTheAgentCanNoLongerOpen() {
        HeldSa sa = sa(0x100, 1, List.of());
        HeldSa unread = new HeldSa(
                sa.id(), sa.session(), sa.connection(), sa.sa(), sa.policies(), Fingerprint.UNKNOWN, true, sa.since());

        Reconciliation result = reconcile(List.of(new Desired(unread, true)), List.of(found(sa)), List.of());

        assertThat(result.held().all()).containsExactly(sa);
    }

    @Test
    void removesOursThatNobodyDesiresAndLeavesOthersAlone() {
        // Given
        Found named = new Found(ref(0x100), Samples.OURS, FOREIGN_REQID, null, fingerprint(1));
        Found byReqid = new Found(ref(0x101), Samples.OURS, Samples.REQID, null, fingerprint(2));
        Found foreign = new Found(ref(0x102), Samples.OURS, FOREIGN_REQID, null, fingerprint(3));
        PolicyDescription ours = OUT;
        PolicyDescription theirs = Samples.policy(PolicyDirection.IN, Samples.PEER, FOREIGN_REQID);
        // When
        Reconciliation result = Reconciliation.of(
                List.of(), Set.of(named.ref()), List.of(named, byReqid, foreign), List.of(ours, theirs));
        // Then
        assertThat(result.operations())
                .containsExactlyInAnyOrder(
                        new Operation.DeleteSa(named.ref(), null),
                        new Operation.DeleteSa(byReqid.ref(), null),
                        new Operation.DeletePolicy(PolicySlot.of(ours)));
        assertThat(result.foreignSas()).isOne();
        assertThat(result.foreignPolicies()).isOne();
    }

    @Test
    void believesTheKernelWhichSaIsTheNewest() {
        // Given two SAs that claim a slot, of which the kernel has the first one's policy
        PolicyDescription second = Samples.policy(PolicyDirection.OUT, OTHER_PEER, Samples.REQID + 1);
        HeldSa one = sa(0x100, 1, List.of(OUT));
        HeldSa two = sa(0x101, 2, List.of(second));
        // When
        Reconciliation result = reconcile(
                List.of(new Desired(one, true), new Desired(two, true)), List.of(found(one), found(two)), List.of(OUT));
        // Then
        assertThat(result.operations()).isEmpty();
        assertThat(result.held().policies()).containsExactly(OUT);
        assertThat(result.held().policyWithout(PolicySlot.of(OUT), one.ref())).contains(second);
    }

    @Test
    void givesASharedSlotToTheSaThatIsThere() {
        PolicyDescription second = Samples.policy(PolicyDirection.OUT, OTHER_PEER, Samples.REQID + 1);
        HeldSa there = sa(0x100, 1, List.of(OUT));
        HeldSa lost = sa(0x101, 2, List.of(second));

        Reconciliation result =
                reconcile(List.of(new Desired(there, true), new Desired(lost, true)), List.of(found(there)), List.of());

        assertThat(result.operations()).containsExactly(new Operation.AddPolicy(OUT));
    }

    @Test
    void replacesAPolicyOfOursThatIsOutOfDateAndObstructsNobody() {
        PolicyDescription outdated = Samples.policy(PolicyDirection.OUT, OTHER_PEER, Samples.REQID + 5);
        PolicyDescription foreign = Samples.policy(PolicyDirection.OUT, OTHER_PEER, FOREIGN_REQID);
        HeldSa sa = sa(0x100, 1, List.of(OUT));

        assertThat(reconcile(List.of(new Desired(sa, true)), List.of(found(sa)), List.of(outdated))
                        .operations())
                .containsExactly(new Operation.ReplacePolicy(OUT));
        Reconciliation obstructed = reconcile(List.of(new Desired(sa, true)), List.of(found(sa)), List.of(foreign));
        assertThat(obstructed.operations()).isEmpty();
        assertThat(obstructed.obstructed()).containsExactly(PolicySlot.of(OUT));
    }

    private static Reconciliation reconcile(
            List<Desired> desired, List<Found> found, List<PolicyDescription> policies) {
        return Reconciliation.of(desired, Set.of(), found, policies);
    }

    private static Found found(HeldSa sa) {
        return new Found(sa.ref(), sa.sa().source(), sa.sa().reqid(), null, sa.fingerprint());
    }

    private static HeldSa sa(long spi, int key, List<PolicyDescription> policies) {
        return PlannerTest.sa(Samples.outboundId(spi), new Draft(Direction.OUTBOUND, Samples.GCM_128), key, policies);
    }

    private static SaRef ref(long spi) {
        return SaRef.of(Samples.outboundId(spi));
    }

    private static Fingerprint fingerprint(int key) {
        return new Fingerprint(Octets.of(key));
    }
}
