package io.ikebus.agent.kernel;

import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kernel that remembers what it was asked to do, and fails where a test wants it to. */
public class FaultyKernel implements Kernel {

    /** What goes wrong with one operation. */
    public enum Fault {
        REFUSED,
        /** It happens, but the answer is lost. */
        DONE_AND_UNANSWERED,
        /** Neither happens. */
        LOST_AND_UNANSWERED
    }

    private final Kernel kernel;
    private final List<Operation> asked = new ArrayList<>();
    private int countdown = -1;
    private Fault fault = Fault.REFUSED;
    private Instant emptyBefore = Instant.MIN;

    public FaultyKernel(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @param operation 0 for the next one */
    public void fail(int operation, Fault how) {
        countdown = operation;
        fault = how;
    }

    public void startedAt(Instant instant) {
        emptyBefore = instant;
    }

    /** What was asked since the last call. */
    public List<Operation> asked() {
        List<Operation> copy = List.copyOf(asked);
        asked.clear();
        return copy;
    }

    @Override
    public Answer apply(Operation operation) {
        asked.add(operation);
        if (countdown-- != 0) {
            return kernel.apply(operation);
        }
        return switch (fault) {
            case REFUSED -> Errno.ENOBUFS.refusal();
            case DONE_AND_UNANSWERED -> {
                kernel.apply(operation);
                yield new Answer.Unanswered(Errno.ETIMEDOUT, "no answer");
            }
            case LOST_AND_UNANSWERED -> new Answer.Unanswered(Errno.ETIMEDOUT, "no answer");
        };
    }

    @Override
    public Backend backend() {
        return kernel.backend();
    }

    @Override
    public Instant emptyBefore() {
        return emptyBefore;
    }

    @Override
    public Optional<KernelSa> sa(SaRef ref, @Nullable Mark mark) {
        return kernel.sa(ref, mark);
    }

    @Override
    public Optional<PolicyDescription> policy(PolicySlot slot) {
        return kernel.policy(slot);
    }

    @Override
    public List<KernelSa> sas() {
        return kernel.sas();
    }

    @Override
    public List<PolicyDescription> policies() {
        return kernel.policies();
    }

    @Override
    public List<KernelEvent> awaitEvents(Duration atMost) {
        return kernel.awaitEvents(atMost);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
