package io.ikebus.agent.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.KernelContract;
import io.ikebus.agent.Samples;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelSa;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RecordingKernelTest extends KernelContract {

    @Override
    protected Kernel open() {
        return new RecordingKernel(InstantSource.system());
    }

    @Test
    void tellsNothingOfTrafficBecauseThereIsNone() {
        assertThat(kernel.apply(add(Samples.ref(0x1234), Samples.inbound(Samples.GCM_128))))
                .isEqualTo(Answer.DONE);

        assertThat(kernel.sas()).extracting(KernelSa::usage).containsOnlyNulls();
        assertThat(kernel.backend().label()).isEqualTo("recording");
    }
}
