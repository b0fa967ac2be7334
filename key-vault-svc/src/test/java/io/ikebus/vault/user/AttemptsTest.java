package io.ikebus.vault.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Attempts attempts = new Attempts(() -> now);

    private void fail(String user, int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed(user);
        }
    }

    @Test
    void afterSomeFailuresAUserHasToWaitAndNobodyElse() {
        fail("alice", Attempts.MOST);

        assertThat(attempts.mayTry("alice")).isFalse();
        assertThat(attempts.mayTry("bob")).isTrue();
    }

    @Test
    void waitingHelps() {
        fail("alice", Attempts.MOST);

        now = now.plus(Attempts.WINDOW);

        assertThat(attempts.mayTry("alice")).isTrue();
        attempts.failed("alice");
        assertThat(attempts.mayTry("alice")).isTrue();
    }

    @Test
    void theRightPasswordMakesAllGood() {
        fail("alice", Attempts.MOST - 1);
        attempts.succeeded("alice");
        fail("alice", Attempts.MOST - 1);

        assertThat(attempts.mayTry("alice")).isTrue();
    }
}
