package io.ikebus.vault.siem;

import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.vault.audit.AuditEntry;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.Map;

/**
 * An audit event for watchers: fields of OCSF's API Activity (class 6003), and under {@code unmapped} the place in the
 * chain, so that who keeps these events can hold the vault's table against them.
 */
final class SiemEvents {
    private static final int CLASS = 6003;
    private static final int CATEGORY = 6;
    private static final int OTHER_ACTIVITY = 99;
    private static final int ID_OCTETS = 8;
    /** No vault writes longer texts; what somebody else wrote shall not be too long for Kafka. */
    private static final int LONGEST = 300;

    private SiemEvents() {}

    /** @param intact whether the entry is as a vault wrote it */
    static SiemEvent of(AuditEntry entry, boolean intact) {
        boolean refused = entry.outcome().equals(Outcome.REFUSED.text());
        boolean noted = entry.outcome().equals(Outcome.NOTED.text());
        String hash = bounded(entry.hash().hex());
        String action = bounded(entry.action());
        String outcome = bounded(entry.outcome());
        String subject = bounded(entry.subject());
        return SiemEvent.of(
                // A database that was made anew has the same numbers and other hashes.
                entry.number() + "-" + hash.substring(0, Math.min(hash.length(), 2 * ID_OCTETS)),
                "/vault",
                "io.ikebus.vault." + outcome,
                subject,
                sendable(entry.at()),
                Map.ofEntries(
                        Map.entry("class_uid", CLASS),
                        Map.entry("category_uid", CATEGORY),
                        Map.entry("activity_id", OTHER_ACTIVITY),
                        Map.entry("activity_name", action),
                        Map.entry("type_uid", CLASS * 100 + OTHER_ACTIVITY),
                        Map.entry("severity_id", severity(refused, noted, intact)),
                        Map.entry("status_id", refused ? 2 : 1),
                        Map.entry("status", outcome),
                        Map.entry("message", bounded(entry.detail())),
                        Map.entry("actor", Map.of("user", Map.of("name", bounded(entry.actor())))),
                        Map.entry("api", Map.of("operation", action)),
                        Map.entry("resource", Map.of("name", subject)),
                        Map.entry(
                                "unmapped",
                                Map.of(
                                        "number",
                                        entry.number(),
                                        "previous",
                                        bounded(entry.previous().hex()),
                                        "hash",
                                        hash,
                                        "intact",
                                        intact))));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    // OCSF: 1 informational, 2 low, 3 medium, 4 high.
    private static int severity(boolean refused, boolean noted, boolean intact) {
        if (!intact) {
            return 4;
        }
        return refused || noted ? 3 : 1;
    }

    /** Readers take times from 1970 on; a row that somebody changed may have another. */
    private static Instant sendable(Instant at) {
        return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
    }
}
