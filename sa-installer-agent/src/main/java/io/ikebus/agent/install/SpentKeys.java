package io.ikebus.agent.install;

import io.ikebus.agent.plan.Fingerprint;
import java.util.LinkedHashSet;

/**
 * Keys that were in the kernel and are gone. Installing one again would start its counters again, and an AEAD nonce would
 * repeat. The oldest are forgotten; by then no command that names them is under way.
 */
final class SpentKeys {
    private static final int MOST = 100_000;

    private final LinkedHashSet<Fingerprint> spent = new LinkedHashSet<>();

    void add(Fingerprint fingerprint) {
        spent.add(fingerprint);
        if (spent.size() > MOST) {
            spent.removeFirst();
        }
    }

    boolean contains(Fingerprint fingerprint) {
        return spent.contains(fingerprint);
    }
}
