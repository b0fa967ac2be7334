package io.ikebus.agent.install;

import io.ikebus.agent.Samples;
import io.ikebus.agent.kernel.SaRef;

final class HeldSaRefs {
    private HeldSaRefs() {}

    static SaRef outbound(long spi) {
        return SaRef.of(Samples.outboundId(spi));
    }
}
