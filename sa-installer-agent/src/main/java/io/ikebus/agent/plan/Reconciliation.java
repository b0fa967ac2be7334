package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Desired state against a dump, at start and on doubt.
 *
 * <ul>
 *   <li>desired and there: held;
 *   <li>desired, executed and not there: lost. Its key is never installed again, its policies stay, closed;
 *   <li>desired without the SA, for its policies: held so;
 *   <li>desired, not executed and not there: a new command, not decided here;
 *   <li>there and ours, by name or reqid, but not desired: to be removed;
 *   <li>there otherwise: somebody else's, left alone.
 * </ul>
 *
 * @param operations to be tried each for itself: removals of SAs, then what the policies need
 * @param obstructed slots that are claimed, but hold somebody else's policy
 */
public record Reconciliation(
        Held held,
        List<HeldSa> lost,
        List<Operation> operations,
        int foreignSas,
        int foreignPolicies,
        List<PolicySlot> obstructed) {

    /**
     * @param desired in the order of installation
     * @param history every SA that was ever ours and is remembered, removed ones too
     */
    public static Reconciliation of(
            Collection<Desired> desired, Set<SaRef> history, List<Found> found, List<PolicyDescription> policies) {
        Map<SaRef, Found> byRef = found.stream()
                .collect(Collectors.toMap(Found::ref, Function.identity(), (first, second) -> first, HashMap::new));
        Held held = new Held();
        List<HeldSa> lost = new ArrayList<>();
        List<HeldSa> closed = new ArrayList<>();
        List<HeldSa> there = new ArrayList<>();
        for (Desired wish : desired) {
            Found sa = byRef.get(wish.sa().ref());
            if (sa != null && sa.is(wish.sa())) {
                there.add(wish.sa().found(sa.fingerprint()));
            } else if (!wish.sa().present()) {
                closed.add(wish.sa());
            } else if (wish.executed()) {
                lost.add(wish.sa().gone());
            }
        }
        // Where both claim a slot, it goes to the one that carries traffic.
        closed.forEach(sa -> held.apply(new Change.Hold(sa)));
        lost.forEach(sa -> held.apply(new Change.Hold(sa)));
        there.forEach(sa -> held.apply(new Change.Hold(sa)));

        Set<SaRef> desiredRefs = desired.stream().map(wish -> wish.sa().ref()).collect(Collectors.toSet());
        List<Operation> operations = new ArrayList<>();
        int foreignSas = 0;
        for (Found sa : found) {
            if (held.find(sa.ref()).filter(HeldSa::present).isPresent()) {
                continue;
            }
            boolean removed = history.contains(sa.ref()) && !desiredRefs.contains(sa.ref());
            if (removed || isOurs(sa.reqid())) {
                operations.add(new Operation.DeleteSa(sa.ref(), sa.mark()));
            } else {
                foreignSas++;
            }
        }
        PolicyReconciliation slots = PolicyReconciliation.of(held, policies);
        operations.addAll(slots.operations());
        return new Reconciliation(
                held, List.copyOf(lost), List.copyOf(operations), foreignSas, slots.foreign(), slots.obstructed());
    }

    static boolean isOurs(int reqid) {
        return reqid >= SaDescription.LOWEST_REQID;
    }
}
