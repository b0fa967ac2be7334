package io.ikebus.agent.kernel;

import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SAD and SPD of one network namespace. Thread-safe. */
public interface Kernel extends AutoCloseable {

    /** Which kernel this is, as the API names it. */
    enum Backend {
        /** Linux, by netlink. */
        KERNEL,
        /** Memory: obeys the same rules and encrypts nothing. */
        RECORDING;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Backend backend();

    /** Before this moment the SAD was empty: what was put into it earlier is lost. */
    Instant emptyBefore();

    Answer apply(Operation operation);

    /** @throws KernelUnavailable if the kernel does not let itself be read */
    Optional<KernelSa> sa(SaRef ref, @Nullable Mark mark);

    /** @throws KernelUnavailable if the kernel does not let itself be read */
    Optional<PolicyDescription> policy(PolicySlot slot);

    /**
     * All SAs, whoever's they are.
     *
     * @throws KernelUnavailable if the kernel does not let itself be read
     */
    List<KernelSa> sas();

    /**
     * All policies that a {@link PolicyDescription} can describe; what it cannot is never ours.
     *
     * @throws KernelUnavailable if the kernel does not let itself be read
     */
    List<PolicyDescription> policies();

    /**
     * Waits for events, and returns those that are there; none if the time is up. One thread calls this.
     *
     * @throws KernelUnavailable if the kernel does not let itself be read
     */
    List<KernelEvent> awaitEvents(Duration atMost);

    /** Frees what was opened; the SAD and SPD stay as they are. */
    @Override
    void close();
}
