package io.ikebus.vault.siem;

import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.vault.audit.AuditEntry;
import java.time.Instant;

/** An audit event for watchers: the CloudEvents envelope around an {@link ApiActivity}. */
final class SiemEvents {
    private static final int ID_OCTETS = 8;
    /** No vault writes longer texts; what somebody else wrote shall not be too long for Kafka. */
    private static final int LONGEST = 300;

    private SiemEvents() {}

    /** @param intact whether the entry is as a vault wrote it */
    static SiemEvent of(AuditEntry entry, boolean intact) {
        String hash = bounded(entry.hash().hex());
        // A database that was made anew has the same numbers and other hashes.
        String id = entry.number() + "-" + hash.substring(0, Math.min(hash.length(), 2 * ID_OCTETS));
        Instant time = sendable(entry.at());
        ApiActivity activity = new ApiActivity(
                id,
                time,
                bounded(entry.actor()),
                bounded(entry.action()),
                bounded(entry.outcome()),
                bounded(entry.subject()),
                bounded(entry.detail()),
                new ApiActivity.Link(entry.number(), bounded(entry.previous().hex()), hash, intact));
        return SiemEvent.of(
                id,
                "/vault",
                "io.ikebus.vault." + activity.outcome(),
                // CloudEvents 1.0, subject: "If present, MUST be a non-empty string"
                activity.subject().isEmpty() ? "vault" : activity.subject(),
                time,
                activity.body());
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Readers take times from 1970 on; a row that somebody changed may have another. */
    private static Instant sendable(Instant at) {
        return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
    }
}
