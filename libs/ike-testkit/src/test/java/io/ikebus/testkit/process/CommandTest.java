package io.ikebus.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void hasInputEnvironmentOutputAndStatus() {
        // When
        Completed completed = Command.of("sh", "-c", "cat; echo $WHO; echo no >&2; exit 3")
                .reading("given\n")
                .with("WHO", "west")
                .run();
        // Then
        assertThat(completed.output()).isEqualTo("given\nwest\n");
        assertThat(completed.errors()).isEqualTo("no\n");
        assertThat(completed.status()).isEqualTo(3);
        assertThatIllegalStateException()
                .isThrownBy(completed::orThrow)
                .withMessageContaining("ended with status 3")
                .withMessageContaining("no");
    }

    @Test
    void killsWhatTakesTooLongAndWhatItStarted() {
        // When
        Completed completed = Command.of("sh", "-c", "sleep 600 & echo $!; wait")
                .within(Duration.ofMillis(300))
                .run();
        // Then
        assertThat(completed.status()).isEqualTo(Completed.TIMED_OUT);
        long child = Long.parseLong(completed.output().strip());
        assertThat(ProcessHandle.of(child).flatMap(handle -> handle.info().command()))
                .isEmpty();
    }

    @Test
    void doesNotMindAProgramThatReadsNothing() {
        assertThat(Command.of("true").reading("x".repeat(1_000_000)).run().succeeded())
                .isTrue();
    }
}
