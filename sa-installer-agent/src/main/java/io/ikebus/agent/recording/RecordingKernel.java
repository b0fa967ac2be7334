package io.ikebus.agent.recording;

import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.octets.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SAs and policies in memory. Limits in bytes are never reached: there is no traffic. */
public final class RecordingKernel implements Kernel {
    /** Limits are in seconds: nobody minds a tenth. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final InstantSource clock;
    private final Map<SaRef, RecordedSa> sas = new LinkedHashMap<>();
    private final Map<PolicySlot, PolicyDescription> policies = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    public RecordingKernel(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Backend backend() {
        return Backend.RECORDING;
    }

    /** Nothing that memory has lost ever encrypted a packet: there is no nonce to be used twice. */
    @Override
    public Instant emptyBefore() {
        return Instant.MIN;
    }

    @Override
    public Answer apply(Operation operation) {
        lock.lock();
        try {
            return switch (operation) {
                case Operation.AddSa(var ref, var sa, var keymat) -> add(ref, sa, keymat);
                case Operation.UpdateSa(var ref, var sa, var keymat) -> update(ref, sa);
                case Operation.DeleteSa(var ref, var mark) -> delete(ref);
                case Operation.AddPolicy(var policy) -> add(policy);
                case Operation.ReplacePolicy(var policy) -> replace(policy);
                case Operation.DeletePolicy(var slot) -> delete(slot);
            };
        } finally {
            lock.unlock();
        }
    }

    private Answer add(SaRef ref, SaDescription sa, Secret keymat) {
        if (sas.containsKey(ref)) {
            return Errno.EEXIST.refusal();
        }
        if (keymat.length() != sa.transform().keymatOctets()) {
            return Errno.EINVAL.refusal();
        }
        sas.put(ref, new RecordedSa(ref, sa, keymat.with(Secret::copyOf), clock.instant(), false));
        return Answer.DONE;
    }

    private Answer update(SaRef ref, SaDescription sa) {
        RecordedSa known = sas.get(ref);
        if (known == null) {
            return Errno.ESRCH.refusal();
        }
        if ((known.sa().encapsulation() == null) != (sa.encapsulation() == null)) {
            return Errno.EINVAL.refusal();
        }
        sas.put(ref, known.updated(sa));
        return Answer.DONE;
    }

    private Answer delete(SaRef ref) {
        RecordedSa removed = sas.remove(ref);
        if (removed == null) {
            return Errno.ESRCH.refusal();
        }
        removed.keymat().destroy();
        return Answer.DONE;
    }

    private Answer add(PolicyDescription policy) {
        return policies.putIfAbsent(PolicySlot.of(policy), policy) == null ? Answer.DONE : Errno.EEXIST.refusal();
    }

    private Answer replace(PolicyDescription policy) {
        policies.put(PolicySlot.of(policy), policy);
        return Answer.DONE;
    }

    private Answer delete(PolicySlot slot) {
        return policies.remove(slot) == null ? Errno.ENOENT.refusal() : Answer.DONE;
    }

    @Override
    public Optional<KernelSa> sa(SaRef ref, @Nullable Mark mark) {
        lock.lock();
        try {
            return Optional.ofNullable(sas.get(ref)).map(RecordedSa::shown);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<PolicyDescription> policy(PolicySlot slot) {
        lock.lock();
        try {
            return Optional.ofNullable(policies.get(slot));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<KernelSa> sas() {
        lock.lock();
        try {
            return sas.values().stream().map(RecordedSa::shown).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<PolicyDescription> policies() {
        lock.lock();
        try {
            return List.copyOf(policies.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<KernelEvent> awaitEvents(Duration atMost) {
        Instant until = clock.instant().plus(atMost);
        try {
            while (true) {
                Instant now = clock.instant();
                List<KernelEvent> due = expire(now);
                if (!due.isEmpty() || !now.isBefore(until)) {
                    return due;
                }
                Duration left = Duration.between(now, until);
                Thread.sleep(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<KernelEvent> expire(Instant now) {
        lock.lock();
        try {
            return expireLocked(now);
        } finally {
            lock.unlock();
        }
    }

    private List<KernelEvent> expireLocked(Instant now) {
        List<RecordedSa> hard = reached(now, RecordedSa::hardDeadline);
        hard.forEach(sa -> delete(sa.ref()));
        List<RecordedSa> soft = reached(now, RecordedSa::softDeadline);
        soft.forEach(sa -> sas.put(sa.ref(), sa.softReportedNow()));
        return Stream.<KernelEvent>concat(
                        hard.stream().map(sa -> new KernelEvent.Expired(sa.ref(), true)),
                        soft.stream().map(sa -> new KernelEvent.Expired(sa.ref(), false)))
                .toList();
    }

    private List<RecordedSa> reached(Instant now, Function<RecordedSa, Optional<Instant>> deadline) {
        return sas.values().stream()
                .filter(sa -> deadline.apply(sa).filter(at -> !now.isBefore(at)).isPresent())
                .toList();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            sas.values().forEach(sa -> sa.keymat().destroy());
            sas.clear();
        } finally {
            lock.unlock();
        }
    }
}
