package io.ikebus.vault.siem;

import io.ikebus.vault.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An audit event as OCSF 1.8.0 has it: class API Activity (6003) in the category Application Activity (6), schema.ocsf.io.
 * All texts are bounded.
 *
 * @param uid of this event, however often it is sent
 * @param actor empty for the vault itself
 * @param action e.g. {@code credential.put}
 * @param outcome of an {@link Outcome}; of a row that somebody changed any text
 * @param subject the thing, or empty
 * @param link goes under {@code unmapped}, so that who keeps these events can hold the vault's table against them
 */
record ApiActivity(
        String uid,
        Instant time,
        String actor,
        String action,
        String outcome,
        String subject,
        String detail,
        Link link) {
    private static final String SCHEMA = "1.8.0";
    private static final int CLASS = 6003;
    private static final int CATEGORY = 6;
    private static final String VAULT = "key-vault-svc";

    /** The event's place in the chain. */
    record Link(long number, String previous, String hash, boolean intact) {
        private Map<String, Object> body() {
            return Map.of("number", number, "previous", previous, "hash", hash, "intact", intact);
        }
    }

    /** A number of OCSF's and the caption that goes with it. */
    private record Coded(int id, String caption) {
        static final int OTHER = 99;
    }

    Map<String, Object> body() {
        Coded activity = activity();
        Coded severity = severity();
        Coded status = status();
        Map<String, Object> body = new HashMap<>();
        body.put("class_uid", CLASS);
        body.put("category_uid", CATEGORY);
        body.put("activity_id", activity.id());
        body.put("activity_name", activity.caption());
        body.put("type_uid", CLASS * 100 + activity.id());
        body.put("severity_id", severity.id());
        body.put("severity", severity.caption());
        body.put("status_id", status.id());
        body.put("status", status.caption());
        body.put("status_code", outcome);
        body.put("time", time.toEpochMilli());
        body.put("message", detail);
        body.put("metadata", metadata());
        body.put("actor", actor.isEmpty() ? Map.of("app_name", VAULT) : Map.of("user", Map.of("name", actor)));
        body.put("api", Map.of("operation", action));
        // Needed, and not recorded: a caller is who his certificate or token says, wherever he is.
        body.put("src_endpoint", actor.isEmpty() ? Map.of("svc_name", VAULT) : Map.of("name", "unknown"));
        if (!subject.isEmpty()) {
            body.put("resources", List.of(Map.of("name", subject)));
        }
        body.put("unmapped", link.body());
        return body;
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "version", SCHEMA,
                "uid", uid,
                "event_code", action,
                "log_name", "audit",
                "product", Map.of("name", VAULT, "vendor_name", "ikebus"));
    }

    /** By the last word of the action. A {@code put} makes what was not there: its detail then has version 1. */
    private Coded activity() {
        return switch (action.substring(action.lastIndexOf('.') + 1)) {
            case "create", "make", "generate" -> new Coded(1, "Create");
            case "read" -> new Coded(2, "Read");
            case "put" -> new Coded(3, "Update");
            case "delete" -> new Coded(4, "Delete");
            default -> new Coded(Coded.OTHER, action);
        };
    }

    private Coded status() {
        return known().map(one -> switch (one) {
                    case USED, CHANGED -> new Coded(1, "Success");
                    case REFUSED -> new Coded(2, "Failure");
                    case NOTED -> new Coded(Coded.OTHER, outcome);
                })
                .orElseGet(() -> new Coded(Coded.OTHER, outcome));
    }

    private Coded severity() {
        if (!link.intact()) {
            return new Coded(4, "High");
        }
        return known().filter(one -> one == Outcome.USED || one == Outcome.CHANGED)
                        .isPresent()
                ? new Coded(1, "Informational")
                : new Coded(3, "Medium");
    }

    private Optional<Outcome> known() {
        return Outcome.of(outcome);
    }
}
