package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.PolicyDescription;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * All SAs that this agent answers for, and who claims which policy slot. Every step costs the same however many there
 * are. Not thread-safe.
 */
public final class Held {
    private final Map<SaRef, HeldSa> sas = new LinkedHashMap<>();
    /** The claims on each slot, the newest last: that one's policy is in the kernel. */
    private final Map<PolicySlot, SequencedMap<SaRef, PolicyDescription>> claims = new HashMap<>();

    public Optional<HeldSa> find(SaRef ref) {
        return Optional.ofNullable(sas.get(ref));
    }

    public Collection<HeldSa> all() {
        return Collections.unmodifiableCollection(sas.values());
    }

    public int size() {
        return sas.size();
    }

    /** The policies that the kernel is to have. */
    public List<PolicyDescription> policies() {
        return claims.values().stream().map(slot -> slot.lastEntry().getValue()).toList();
    }

    public void apply(Change change) {
        switch (change) {
            case Change.Hold(HeldSa held) -> hold(held);
            case Change.Release(SaRef ref) -> release(ref);
        }
    }

    /** Makes {@code ref} the newest of a slot that it claims. */
    public void raise(PolicySlot slot, SaRef ref) {
        SequencedMap<SaRef, PolicyDescription> ofSlot = claims.getOrDefault(slot, Collections.emptyNavigableMap());
        PolicyDescription policy = ofSlot.get(ref);
        if (policy != null) {
            ofSlot.putLast(ref, policy);
        }
    }

    /** Whose policy is in the slot, and which; empty if nobody claims it. */
    Optional<PolicyDescription> policy(PolicySlot slot) {
        return Optional.ofNullable(claims.get(slot))
                .map(ofSlot -> ofSlot.lastEntry().getValue());
    }

    /** Which policy would be in the slot if {@code ref} wanted {@code policy} there. */
    PolicyDescription policyWith(PolicySlot slot, SaRef ref, PolicyDescription policy) {
        SequencedMap<SaRef, PolicyDescription> ofSlot = claims.get(slot);
        return ofSlot == null
                        || !ofSlot.containsKey(ref)
                        || ofSlot.lastEntry().getKey().equals(ref)
                ? policy
                : ofSlot.lastEntry().getValue();
    }

    /** Which policy would be in the slot without {@code ref}. */
    Optional<PolicyDescription> policyWithout(PolicySlot slot, SaRef ref) {
        SequencedMap<SaRef, PolicyDescription> ofSlot = claims.get(slot);
        return ofSlot == null
                ? Optional.empty()
                : ofSlot.reversed().entrySet().stream()
                        .filter(claim -> !claim.getKey().equals(ref))
                        .findFirst()
                        .map(Map.Entry::getValue);
    }

    /** An SA that is held already keeps its rank among the claims. */
    private void hold(HeldSa held) {
        HeldSa before = sas.put(held.ref(), held);
        if (before != null) {
            List<PolicySlot> kept = held.policies().stream().map(PolicySlot::of).toList();
            before.policies().stream()
                    .map(PolicySlot::of)
                    .filter(slot -> !kept.contains(slot))
                    .forEach(slot -> drop(slot, held.ref()));
        }
        for (PolicyDescription policy : held.policies()) {
            claims.computeIfAbsent(PolicySlot.of(policy), slot -> new LinkedHashMap<>())
                    .put(held.ref(), policy);
        }
    }

    private void release(SaRef ref) {
        HeldSa before = sas.remove(ref);
        if (before != null) {
            before.policies().forEach(policy -> drop(PolicySlot.of(policy), ref));
        }
    }

    private void drop(PolicySlot slot, SaRef ref) {
        claims.computeIfPresent(slot, (key, ofSlot) -> {
            ofSlot.remove(ref);
            return ofSlot.isEmpty() ? null : ofSlot;
        });
    }
}
