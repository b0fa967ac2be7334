package io.ikebus.transport.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void twiceTheRateMayComeAtOnce() {
        assertThat(passed(new TokenBucket(10, 0), 0, 100)).isEqualTo(20);
    }

    @Test
    void afterThatTheRateHolds() {
        TokenBucket bucket = new TokenBucket(10, 0);
        passed(bucket, 0, 100);
        long passed = LongStream.rangeClosed(1, 100)
                .filter(tenth -> bucket.take(tenth * SECOND / 100))
                .count();
        assertThat(passed).isBetween(9L, 10L);
    }

    @Test
    void aLongSilenceFillsItNoFurther() {
        TokenBucket bucket = new TokenBucket(10, 0);
        assertThat(passed(bucket, 3_600 * SECOND, 100)).isEqualTo(20);
    }

    @Test
    void aTableForgetsTheKeyThatWasUsedLeastRecently() {
        // Given
        BucketTable<String> table = new BucketTable<>(1, 2);
        exhaust(table, "a");
        exhaust(table, "b");
        assertThat(table.take("a", 0)).isFalse();
        // When
        exhaust(table, "c");
        // Then
        assertThat(table.take("a", 0)).as("used last, still known").isFalse();
        assertThat(table.take("b", 0)).as("forgotten, begins anew").isTrue();
    }

    private static void exhaust(BucketTable<String> table, String key) {
        while (table.take(key, 0)) {
            // Takes what there is.
        }
    }

    private static long passed(TokenBucket bucket, long nanoTime, int tries) {
        return LongStream.range(0, tries).filter(i -> bucket.take(nanoTime)).count();
    }
}
