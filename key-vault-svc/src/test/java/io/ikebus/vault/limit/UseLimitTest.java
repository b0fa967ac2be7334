package io.ikebus.vault.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UseLimitTest {
    private static final UseLimit.Use KEY = new UseLimit.Use(new UUID(0, 1), "anna");
    private static final UseLimit.Use OTHER = new UseLimit.Use(new UUID(0, 2), "anna");
    private static final UseLimit.Use BY_ANOTHER = new UseLimit.Use(new UUID(0, 1), "ben");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final UseLimit limit = new UseLimit(10, () -> now);

    private long granted(int asked) {
        return IntStream.range(0, asked).filter(ignored -> limit.grants(KEY)).count();
    }

    @Test
    void aSecondsWorthIsGrantedAtOnceAndThenAsMuchEachSecond() {
        assertThat(granted(100)).isEqualTo(10);
        now = now.plusMillis(500);
        assertThat(granted(100)).isEqualTo(5);
        now = now.plusSeconds(3600);
        assertThat(granted(100)).isEqualTo(10);
    }

    @Test
    void whoAsksOftenDoesNotKeepTheKeyFromComingBack() {
        granted(100);
        long later = 0;
        for (int i = 0; i < 1_000; i++) {
            now = now.plusMillis(1);
            later += granted(1);
        }

        assertThat(later).isEqualTo(10);
    }

    @Test
    void eachKeyAndEachCallerHasItsOwn() {
        granted(100);

        assertThat(limit.grants(OTHER)).isTrue();
        assertThat(limit.grants(BY_ANOTHER)).isTrue();
        assertThat(limit.grants(KEY)).isFalse();
    }

    @Test
    void aClockThatIsPutBackGrantsNothing() {
        granted(100);
        now = now.minusSeconds(60);

        assertThat(limit.grants(KEY)).isFalse();
    }
}
