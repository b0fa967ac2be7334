package io.ikebus.vault.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditEntry;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiActivityTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Octets HASH = Octets.wrap(new byte[32]);

    private final OcsfRules rules = new OcsfRules();

    private static JsonNode body(
            Instant at, String actor, String action, String outcome, String subject, boolean intact) {
        AuditEntry entry = new AuditEntry(7, at, actor, action, outcome, subject, "version 1", HASH, HASH);
        try {
            return new ObjectMapper()
                    .readTree(BusJson.write(SiemEvents.of(entry, intact)))
                    .path("data");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfEventIsOneOfOcsf(Outcome outcome) {
        for (String action : List.of(
                "access",
                "audit.chain",
                "audit.gap",
                "audit.verify",
                "backup.restore",
                "credential.csr",
                "credential.delete",
                "credential.put",
                "enrolment",
                "enrolment-token.create",
                "gateway-key.put",
                "inspection",
                "sealing-key.read",
                "service-authority.make",
                "service-certificate.revoke",
                "skeyid")) {
            for (String actor : List.of("", "anna", "agent:east")) {
                for (String subject : List.of("", "west")) {
                    for (boolean intact : new boolean[] {true, false}) {
                        JsonNode body = body(NOW, actor, action, outcome.text(), subject, intact);
                        assertThat(rules.broken(body)).as(body.toString()).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void whatSomebodyElseWroteIntoTheTableIsOneOfOcsfToo() {
        JsonNode body = body(Instant.MIN, "\0", "x".repeat(1_000), "\0", "", false);

        assertThat(rules.broken(body)).as(body.toString()).isEmpty();
        assertThat(body.path("status_id").asInt()).isEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource({
        "credential.put, changed, 600303, Update, Success, Informational",
        "enrolment-token.create, changed, 600301, Create, Success, Informational",
        "credential.delete, changed, 600304, Delete, Success, Informational",
        "sealing-key.read, used, 600302, Read, Success, Informational",
        "skeyid, used, 600399, skeyid, Success, Informational",
        "skeyid, refused, 600399, skeyid, Failure, Medium",
        "audit.gap, noted, 600399, audit.gap, noted, Medium",
    })
    void saysWhatWasDoneAndWhatCameOfIt(
            String action, String outcome, int type, String activity, String status, String severity) {
        JsonNode body = body(NOW, "anna", action, outcome, "west", true);

        assertThat(body.path("type_uid").asInt()).isEqualTo(type);
        assertThat(body.path("activity_name").asText()).isEqualTo(activity);
        assertThat(body.path("status").asText()).isEqualTo(status);
        assertThat(body.path("status_code").asText()).isEqualTo(outcome);
        assertThat(body.path("severity").asText()).isEqualTo(severity);
        assertThat(body.path("time").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(body.at("/resources/0/name").asText()).isEqualTo("west");
    }

    @ParameterizedTest
    @CsvSource({"west, west", "'', vault"})
    void theEnvelopeAlwaysHasASubject(String subject, String expected) {
        AuditEntry entry = new AuditEntry(7, NOW, "anna", "skeyid", "refused", subject, "", HASH, HASH);

        assertThat(SiemEvents.of(entry, true).subject()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"metadata", "src_endpoint", "time", "actor"})
    void theRulesMissWhatIsNotThere(String attribute) {
        ObjectNode body = (ObjectNode) body(NOW, "anna", "skeyid", "used", "west", true);
        body.remove(attribute);

        assertThat(rules.broken(body)).anyMatch(sentence -> sentence.equals(attribute + " is missing"));
    }

    @Test
    void theRulesKnowWhatIsNoneOfOcsf() {
        ObjectNode body = (ObjectNode) body(NOW, "anna", "skeyid", "used", "west", true);
        body.put("resource", "west").put("status", "used").put("severity_id", 7).put("type_uid", 600301);

        assertThat(rules.broken(body)).hasSize(5);
    }
}
