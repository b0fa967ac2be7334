package io.ikebus.agent.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ikebus.agent.config.BackendChoice;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.Kernel.Backend;
import io.ikebus.agent.kernel.KernelUnavailable;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.recording.RecordingKernel;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BackendsTest {

    @Test
    void takesAKernelThatGivesBackWhatItTook() {
        FaultyKernel able = new FaultyKernel(new RecordingKernel(InstantSource.system()));

        ChosenKernel chosen = choose(() -> able, BackendChoice.AUTO);

        assertThat(chosen.kernel()).isSameAs(able);
        assertThat(chosen.warning()).isEmpty();
        assertThat(able.asked()).hasExactlyElementsOfTypes(Operation.AddSa.class, Operation.DeleteSa.class);
        assertThat(able.sas()).isEmpty();
    }

    @Test
    void fallsToMemoryAndSaysSoLoudlyWithTheKernelsReason() {
        ChosenKernel chosen = choose(BackendsTest::withoutEsp, BackendChoice.AUTO);

        assertThat(chosen.kernel().backend()).isEqualTo(Backend.RECORDING);
        assertThat(chosen.warning()).contains(Backends.WARNING);
        assertThat(chosen.reason()).contains("ENOBUFS");
    }

    @Test
    void fallsToMemoryWithoutTheRightToAsk() {
        ChosenKernel chosen = choose(BackendsTest::forbidden, BackendChoice.AUTO);

        assertThat(chosen.kernel().backend()).isEqualTo(Backend.RECORDING);
        assertThat(chosen.reason()).contains("EPERM", "CAP_NET_ADMIN");
    }

    @Test
    void doesNotStartWithoutTheKernelThatWasAskedFor() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> choose(BackendsTest::withoutEsp, BackendChoice.KERNEL))
                .withMessageContaining("ikebus.agent.backend")
                .withMessageContaining("esp4");
    }

    @Test
    void recordsWhenToldToWithoutAskingTheKernel() {
        ChosenKernel chosen = choose(
                () -> {
                    throw new AssertionError("the kernel was asked");
                },
                BackendChoice.RECORDING);

        assertThat(chosen.warning()).isPresent();
    }

    private static ChosenKernel choose(Supplier<Kernel> linux, BackendChoice choice) {
        return new Backends(linux, InstantSource.system(), new SecureRandom()).choose(choice);
    }

    private static Kernel withoutEsp() {
        FaultyKernel unable = new FaultyKernel(new FaultyKernel(new RecordingKernel(InstantSource.system())) {
            @Override
            public Answer apply(Operation operation) {
                fail(0, Fault.REFUSED);
                return super.apply(operation);
            }
        });
        assertThat(unable.asked()).isEmpty();
        return unable;
    }

    private static Kernel forbidden() {
        throw new KernelUnavailable("no XFRM netlink socket", 1);
    }
}
