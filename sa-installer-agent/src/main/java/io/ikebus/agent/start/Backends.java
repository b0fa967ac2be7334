package io.ikebus.agent.start;

import io.ikebus.agent.config.BackendChoice;
import io.ikebus.agent.kernel.EspProbe;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelUnavailable;
import io.ikebus.agent.netlink.NetlinkKernel;
import io.ikebus.agent.recording.RecordingKernel;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Chooses the kernel by trying. */
final class Backends {
    static final String WARNING =
            "NOTHING IS ENCRYPTED: this agent records SAs and policies in memory," + " and no packet goes through them";

    private final Supplier<Kernel> linux;
    private final InstantSource clock;
    private final SecureRandom random;

    Backends(InstantSource clock, SecureRandom random) {
        this(NetlinkKernel::open, clock, random);
    }

    Backends(Supplier<Kernel> linux, InstantSource clock, SecureRandom random) {
        this.linux = linux;
        this.clock = clock;
        this.random = random;
    }

    /** @throws ConfigurationException if Linux is wanted and cannot do it */
    ChosenKernel choose(BackendChoice choice) {
        return switch (choice) {
            case RECORDING -> recording("ikebus.agent.backend is recording");
            case AUTO ->
                switch (tried()) {
                    case Trial.Able(Kernel kernel) -> able(kernel);
                    case Trial.Unable(String reason) ->
                        recording("this kernel does not take an ESP SA (" + reason + ")");
                };
            case KERNEL ->
                switch (tried()) {
                    case Trial.Able(Kernel kernel) -> able(kernel);
                    case Trial.Unable(String reason) ->
                        throw new ConfigurationException("ikebus.agent.backend is kernel, but this kernel does not take"
                                + " an ESP SA (" + reason + "); load the modules esp4 and esp6 and give the agent"
                                + " CAP_NET_ADMIN, or set recording to try things out without encryption");
                };
        };
    }

    private sealed interface Trial {
        record Able(Kernel kernel) implements Trial {}

        record Unable(String reason) implements Trial {}
    }

    private Trial tried() {
        Kernel kernel;
        try {
            kernel = linux.get();
        } catch (KernelUnavailable e) {
            return new Trial.Unable(e.sentence());
        }
        Optional<String> refusal = EspProbe.refusal(kernel, random);
        if (refusal.isEmpty()) {
            return new Trial.Able(kernel);
        }
        kernel.close();
        return new Trial.Unable(refusal.get());
    }

    private static ChosenKernel able(Kernel kernel) {
        return new ChosenKernel(kernel, "this kernel took an ESP SA and gave it back", Optional.empty());
    }

    private ChosenKernel recording(String reason) {
        return new ChosenKernel(new RecordingKernel(clock), reason, Optional.of(WARNING));
    }
}
