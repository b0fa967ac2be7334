package io.ikebus.agent.kernel;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.octets.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Whether a kernel can do ESP: one SA, between addresses that exist nowhere, is installed and removed again. */
public final class EspProbe {
    private static final List<SaTransform> ANY_OF = List.of(
            new SaTransform(Encryption.AES_GCM_16, 128, Integrity.NONE),
            new SaTransform(Encryption.AES_CBC, 128, Integrity.HMAC_SHA2_256_128));
    // RFC 5737: "192.0.2.0/24 (TEST-NET-1) ... for use in documentation".
    private static final IpAddress SOURCE = IpAddress.parse("192.0.2.1");
    private static final IpAddress DESTINATION = IpAddress.parse("192.0.2.2");

    private EspProbe() {}

    /** Why not, as a sentence; empty if it can. */
    public static Optional<String> refusal(Kernel kernel, SecureRandom random) {
        Optional<String> refusal = Optional.empty();
        for (SaTransform transform : ANY_OF) {
            refusal = refusal(kernel, transform, random);
            if (refusal.isEmpty()) {
                return refusal;
            }
        }
        return refusal;
    }

    private static Optional<String> refusal(Kernel kernel, SaTransform transform, SecureRandom random) {
        byte[] key = new byte[transform.keymatOctets()];
        random.nextBytes(key);
        Secret keymat = Secret.wrap(key);
        SaRef ref = new SaRef(DESTINATION, IpsecProtocol.ESP.ipProtocol(), random.nextLong(0x100, 1L << 32));
        try {
            return switch (kernel.apply(new Operation.AddSa(ref, description(transform), keymat))) {
                case Answer.Done() -> removal(kernel, ref);
                case Answer.Refused(Errno errno, String detail) -> Optional.of(errno + ": " + detail);
                case Answer.Unanswered(Errno errno, String detail) -> Optional.of(errno + ": " + detail);
            };
        } finally {
            keymat.destroy();
        }
    }

    private static Optional<String> removal(Kernel kernel, SaRef ref) {
        return kernel.apply(new Operation.DeleteSa(ref, null)) instanceof Answer.Done
                ? Optional.empty()
                : Optional.of("the kernel takes an SA and does not give it back");
    }

    private static SaDescription description(SaTransform transform) {
        return new SaDescription(
                Direction.OUTBOUND,
                SOURCE,
                Mode.TUNNEL,
                transform,
                SaDescription.LOWEST_REQID,
                0,
                false,
                null,
                new SaLifetime(0, 60, 0, 0),
                null,
                null);
    }
}
