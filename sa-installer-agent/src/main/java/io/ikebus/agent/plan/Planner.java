package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import io.ikebus.protocol.octets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From one command and what is held to what is to be done. */
public final class Planner {
    /** An update may not bring another key: the kernel would keep the old one. */
    public static final String KEY_CHANGED = "key-changed";

    private Planner() {}

    /** The SA, then its policies: inbound, forward, outbound. */
    public static Decision install(HeldSa wanted, Secret keymat, Held held) {
        Optional<HeldSa> known = held.find(wanted.ref());
        if (known.isPresent() && known.get().fingerprint().equals(wanted.fingerprint())) {
            HeldSa there = known.get();
            if (!there.present()) {
                return lost();
            }
            return there.isSameAs(wanted)
                    ? new Decision.Settled(Kind.INSTALLED, SaOutcome.OK, "it was installed already")
                    : taken("the same SA is installed with another description");
        }
        if (known.isPresent() && known.get().present()) {
            return taken("an SA with this SPI, destination and protocol is installed");
        }
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(
                new Operation.AddSa(wanted.ref(), wanted.sa(), keymat),
                new Operation.DeleteSa(wanted.ref(), wanted.sa().mark())));
        policies(wanted, known, held, steps);
        return new Decision.Act(steps, new Change.Hold(wanted), Kind.INSTALLED);
    }

    public static Decision update(HeldSa wanted, Secret keymat, Held held) {
        Optional<HeldSa> known = held.find(wanted.ref());
        if (known.isEmpty()) {
            return new Decision.Settled(Kind.FAILED, Errno.ESRCH.name(), "no such SA is installed");
        }
        HeldSa there = known.get();
        if (!there.fingerprint().equals(wanted.fingerprint())) {
            return new Decision.Settled(Kind.FAILED, KEY_CHANGED, "an update keeps the key of its SA");
        }
        if (!there.present()) {
            return lost();
        }
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(
                new Operation.UpdateSa(wanted.ref(), wanted.sa(), keymat),
                new Operation.UpdateSa(there.ref(), there.sa(), keymat)));
        policies(wanted, known, held, steps);
        return new Decision.Act(steps, new Change.Hold(wanted), Kind.INSTALLED);
    }

    /** The SA alone; its policies stay, closed. What is not there has no policies to leave. */
    public static Decision close(SaRef ref, Held held) {
        Optional<HeldSa> known = held.find(ref);
        if (known.isEmpty()) {
            return new Decision.Settled(Kind.REMOVED, SaOutcome.OK, "it was not installed");
        }
        HeldSa there = known.get();
        List<Step> steps = there.present()
                ? List.of(new Step(new Operation.DeleteSa(ref, there.sa().mark()), null, Errno.ESRCH))
                : List.of();
        return new Decision.Act(steps, new Change.Hold(there.gone()), Kind.REMOVED);
    }

    /** The policies, outbound first, then the SA. What is not there has been removed already. */
    public static Decision remove(SaRef ref, Held held) {
        Optional<HeldSa> known = held.find(ref);
        if (known.isEmpty()) {
            return new Decision.Settled(Kind.REMOVED, SaOutcome.OK, "it was not installed");
        }
        HeldSa there = known.get();
        List<Step> steps = new ArrayList<>();
        for (PolicyDescription policy : there.policies().reversed()) {
            without(policy, ref, held, steps);
        }
        if (there.present()) {
            steps.add(new Step(new Operation.DeleteSa(ref, there.sa().mark()), null, Errno.ESRCH));
        }
        return new Decision.Act(steps, new Change.Release(ref), Kind.REMOVED);
    }

    private static void policies(HeldSa wanted, Optional<HeldSa> known, Held held, List<Step> steps) {
        for (PolicyDescription policy : wanted.policies()) {
            PolicySlot slot = PolicySlot.of(policy);
            Optional<PolicyDescription> before = held.policy(slot);
            PolicyDescription after = held.policyWith(slot, wanted.ref(), policy);
            if (before.isEmpty()) {
                steps.add(Step.of(new Operation.AddPolicy(after), new Operation.DeletePolicy(slot)));
            } else if (!before.get().equals(after)) {
                steps.add(Step.of(new Operation.ReplacePolicy(after), new Operation.ReplacePolicy(before.get())));
            }
        }
        List<PolicySlot> kept = wanted.policies().stream().map(PolicySlot::of).toList();
        known.stream()
                .flatMap(there -> there.policies().reversed().stream())
                .filter(policy -> !kept.contains(PolicySlot.of(policy)))
                .forEach(policy -> without(policy, wanted.ref(), held, steps));
    }

    /** The SA's policy goes: the slot goes to the next newest claim, or becomes empty. */
    private static void without(PolicyDescription policy, SaRef ref, Held held, List<Step> steps) {
        PolicySlot slot = PolicySlot.of(policy);
        PolicyDescription before = held.policy(slot).orElse(policy);
        Optional<PolicyDescription> after = held.policyWithout(slot, ref);
        if (after.isEmpty()) {
            steps.add(new Step(new Operation.DeletePolicy(slot), new Operation.AddPolicy(before), Errno.ENOENT));
        } else if (!after.get().equals(before)) {
            steps.add(Step.of(new Operation.ReplacePolicy(after.get()), new Operation.ReplacePolicy(before)));
        }
    }

    private static Decision lost() {
        return new Decision.Settled(
                Kind.LOST, "lost", "it was installed once and is gone; its key is not used a second time");
    }

    private static Decision taken(String detail) {
        return new Decision.Settled(Kind.FAILED, Errno.EEXIST.name(), detail);
    }
}
