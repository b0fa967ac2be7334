package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.util.stream.Collectors;

/** How messages are recognised and told about. */
final class Messages {
    private Messages() {}

    /** What tells a repeated message: SHA-256 of all its octets. */
    static Octets digest(Octets message) {
        return HashAlgorithm.SHA2_256.hash(message);
    }

    /** As in the RFC's figures: {@code HDR, SA, VID} or {@code HDR*, HASH, N(INITIAL-CONTACT)}. */
    static String text(boolean encrypted, PayloadChain chain) {
        return chain.payloads().stream()
                .map(Messages::name)
                .collect(Collectors.joining(", ", encrypted ? "HDR*, " : "HDR, ", ""));
    }

    private static String name(Payload payload) {
        return payload instanceof Payload.Notification notification
                ? "N(" + NotifyType.nameOf(notification.notifyType()) + ")"
                : PayloadType.nameOf(payload.type());
    }
}
