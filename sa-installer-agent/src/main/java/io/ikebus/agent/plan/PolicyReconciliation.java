package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.protocol.bus.PolicyDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims on slots against the kernel's policies. Where several SAs claim a slot and the kernel has the policy of one of
 * them, that one was the newest, whatever the order on the bus.
 */
record PolicyReconciliation(List<Operation> operations, int foreign, List<PolicySlot> obstructed) {

    /** Raises claims in {@code held} where the kernel shows which is the newest. */
    static PolicyReconciliation of(Held held, List<PolicyDescription> policies) {
        Map<PolicySlot, PolicyDescription> there = new HashMap<>();
        policies.forEach(policy -> there.put(PolicySlot.of(policy), policy));
        held.all()
                .forEach(sa -> sa.policies().stream()
                        .filter(policy -> policy.equals(there.get(PolicySlot.of(policy))))
                        .forEach(policy -> held.raise(PolicySlot.of(policy), sa.ref())));

        List<Operation> operations = new ArrayList<>();
        List<PolicySlot> obstructed = new ArrayList<>();
        for (PolicyDescription wanted : held.policies()) {
            PolicyDescription present = there.get(PolicySlot.of(wanted));
            if (present == null) {
                operations.add(new Operation.AddPolicy(wanted));
            } else if (!Reconciliation.isOurs(present.reqid()) && present.reqid() != wanted.reqid()) {
                obstructed.add(PolicySlot.of(wanted));
            } else if (!present.equals(wanted)) {
                operations.add(new Operation.ReplacePolicy(wanted));
            }
        }
        int foreign = 0;
        for (PolicyDescription present : policies) {
            Optional<PolicyDescription> claim = held.policy(PolicySlot.of(present));
            if (claim.isEmpty() && Reconciliation.isOurs(present.reqid())) {
                operations.add(new Operation.DeletePolicy(PolicySlot.of(present)));
            } else if (claim.isEmpty()) {
                foreign++;
            }
        }
        return new PolicyReconciliation(List.copyOf(operations), foreign, List.copyOf(obstructed));
    }
}
