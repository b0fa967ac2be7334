package io.ikebus.vault.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UseLimitsTest {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private final AuditTrail audit = new AuditTrail(events::addAll, 100, () -> {});
    private final AtomicInteger refused = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final UseLimits limits =
            new UseLimits(Map.of(Operation.SIGN, 2), audit, () -> now, _ -> refused.incrementAndGet());
    private final Credential key = credential();

    private static Credential credential() {
        Instant made = Instant.EPOCH;
        StoredCredential stored =
                new StoredCredential(UUID.randomUUID(), "east", "signing-key", 1, "{}", "{}", made, made, Octets.EMPTY);
        return new Credential(stored, new Selectors(null, null, null, null, null), Content.NONE, List.of(), List.of());
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private void refuses(String caller) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> limits.require(Operation.SIGN, key, caller))
                .satisfies(problem -> {
                    assertThat(problem.problem().status()).isEqualTo(429);
                    assertThat(problem.retryAfterSeconds()).hasValue(1);
                    assertThat(UseLimits.isLimit(problem)).isTrue();
                });
    }

    @Test
    void beyondTheLimitEachUseIsRefusedAndCountedAndOneASecondIsAnEvent() {
        // Given
        limits.require(Operation.SIGN, key, "anna");
        limits.require(Operation.SIGN, key, "anna");
        // When
        refuses("anna");
        refuses("anna");
        limits.require(Operation.SIGN, key, "ben");
        limits.require(Operation.DECRYPT, key, "anna");
        now = now.plusSeconds(1);
        limits.require(Operation.SIGN, key, "anna");
        limits.require(Operation.SIGN, key, "anna");
        refuses("anna");
        // Then
        audit.close();
        assertThat(refused).hasValue(3);
        assertThat(events).extracting(AuditEvent::subject).containsExactly("east", "east");
    }
}
