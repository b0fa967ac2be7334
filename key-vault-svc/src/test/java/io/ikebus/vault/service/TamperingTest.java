package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.audit.Verdict;
import io.ikebus.vault.audit.Verdict.Broken;
import io.ikebus.vault.audit.Verdict.Whole;
import io.ikebus.vault.audit.Verification;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who owns the database changes the audit tables; nothing is appended meanwhile. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class TamperingTest {
    @Inject
    Verification verification;

    @Inject
    AuditTrail trail;

    @BeforeEach
    void keepACopy() {
        VaultClient admin = VaultClient.person("vault-admin");
        for (int i = 0; i < 6; i++) {
            admin.put(
                    "/api/v1/credentials/tampering",
                    "{\"type\":\"psk\",\"secret\":\"not my hovercraft\",\"connections\":[\"tampering\"]}");
        }
        await().until(() -> trail.waiting() == 0);
        assertThat(verdict()).isInstanceOf(Whole.class);
        AuditTables.execute(
                "drop table if exists copied_event, copied_head",
                "create table copied_event as select * from audit_event",
                "create table copied_head as select * from audit_head");
    }

    @AfterEach
    void putBack() {
        AuditTables.execute(
                "alter table audit_event disable trigger all",
                "delete from audit_event",
                "insert into audit_event select * from copied_event",
                "alter table audit_event enable always trigger audit_event_append_only",
                "delete from audit_head",
                "insert into audit_head select * from copied_head",
                "drop table copied_event, copied_head");
        assertThat(verdict()).isInstanceOf(Whole.class);
    }

    private Verdict verdict() {
        return verification.run().orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a changed time | update audit_event set at = at + interval '1 microsecond' where number = 2",
                "a changed actor | update audit_event set actor = concat(actor, ' ') where number = 3",
                "a changed outcome | update audit_event set outcome = 'noted' where number = 1",
                "a text made longer than any event's | update audit_event set detail = rpad(detail, 400, 'x') where number = 2",
                "a time that is none | update audit_event set at = 'infinity' where number = 2",
                "a changed hash | update audit_event set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where number = 2",
                "a deleted event | delete from audit_event where number = 2",
                "the first deleted | delete from audit_event where number = 1",
                "the last deleted | delete from audit_event where number = (select max(number) from audit_event)",
                "all deleted | delete from audit_event",
                "two that changed places | update audit_event set number = 9000000 + number where number in (2, 3);"
                        + " update audit_event set number = 9000005 - number where number > 9000000",
                "one put in the middle | delete from audit_event where number = 3; insert into audit_event select 3, at,"
                        + " actor, action, outcome, subject, detail, previous, hash from audit_event where number = 2",
                "one put behind the last | insert into audit_event select number + 1, at, actor, action, outcome, subject,"
                        + " detail, hash, hash from audit_event order by number desc limit 1",
                "a changed head | update audit_head set number = number + 1",
                "a head that forgets | update audit_head set broken_at = 1",
                "the tail cut and the head with it | delete from audit_event where number > 3;"
                        + " update audit_head set number = 3, hash = (select hash from audit_event where number = 3)",
                "no head | delete from audit_head",
            })
    void isSeen(String what, String change) {
        AuditTables.execute("alter table audit_event disable trigger all", change);

        assertThat(verdict()).isInstanceOf(Broken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set detail = 'x' where number = 1",
                "delete from audit_event where number = 1",
                "truncate audit_event"
            })
    void aMistakeIsRefusedByTheDatabase(String mistake) {
        assertThatIllegalStateException()
                .isThrownBy(() -> AuditTables.execute(mistake))
                .withMessageContaining("takes new rows only");
    }

    @Test
    void aPartThatIsNullIsAChangeAsWell() {
        AuditTables.execute(
                "alter table audit_event disable trigger all",
                "alter table audit_event alter column detail drop not null",
                "update audit_event set detail = null where number = 2");
        try {
            assertThat(verdict())
                    .isInstanceOfSatisfying(
                            Broken.class, broken -> assertThat(broken.at()).isEqualTo(2));
        } finally {
            AuditTables.execute(
                    "delete from audit_event where number = 2",
                    "alter table audit_event alter column detail set not null");
        }
    }
}
