package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaDescription.Mark;
import org.jspecify.annotations.Nullable;

/**
 * An SA in the kernel's dump.
 *
 * @param fingerprint unknown if the kernel does not show its key, or it is of an algorithm we do not know
 */
public record Found(
        SaRef ref, IpAddress source, int reqid, @Nullable Mark mark, Fingerprint fingerprint) {

    /** Where no keys can be compared, addresses and reqid must do. */
    boolean is(HeldSa wanted) {
        if (!ref.equals(wanted.ref())) {
            return false;
        }
        boolean isComparable = fingerprint.isKnown() && wanted.fingerprint().isKnown();
        return isComparable
                ? fingerprint.equals(wanted.fingerprint())
                : source.equals(wanted.sa().source()) && reqid == wanted.sa().reqid();
    }
}
