package io.ikebus.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzingTest {
    private static final Corpus CORPUS = new Corpus("example");
    private static final int ENOUGH = 20_000;

    private static boolean begins(byte[] input, int first) {
        return input.length > 0 && input[0] == first;
    }

    @Test
    void aFaultIsFoundAndItsInputIsKept() throws Exception {
        // Given a target that breaks when two things come together
        Fuzzing fuzzing = new Fuzzing(CORPUS, input -> {
            if (begins(input, 'b') && input.length > 12) {
                throw new IndexOutOfBoundsException("example");
            }
            return begins(input, 'b');
        });
        // When, Then
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> fuzzing.run(ENOUGH))
                .withCauseInstanceOf(IndexOutOfBoundsException.class)
                .satisfies(error -> {
                    String kept = String.valueOf(error.getMessage()).replaceAll("(?s).*kept as (\\S+):.*", "$1");
                    assertThat(Files.readString(Path.of(kept))).startsWith("62");
                });
    }

    @Test
    void anInputThatIsSlowEachTimeIsAFault() {
        Fuzzing fuzzing = new Fuzzing(CORPUS, input -> {
            if (begins(input, 'b')) {
                keepsTheProcessorFor(60_000_000);
            }
            return false;
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> fuzzing.run(ENOUGH))
                .withMessageContaining("takes");
    }

    private static void keepsTheProcessorFor(long nanoseconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + nanoseconds;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatGrowsWithEachInputIsAFault() {
        List<byte[]> leak = new ArrayList<>();
        Fuzzing fuzzing = new Fuzzing(CORPUS, input -> leak.add(new byte[8_000]));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> fuzzing.run(ENOUGH))
                .withMessageContaining("heap");
        assertThat(leak).hasSizeGreaterThan(ENOUGH);
    }

    @Test
    void aHarmlessTargetIsFedFromTheSeedsOnwards() {
        List<byte[]> first = new ArrayList<>();
        Fuzzing.Outcome outcome = new Fuzzing(CORPUS, input -> {
                    if (first.isEmpty()) {
                        first.add(input);
                    }
                    return begins(input, 'a');
                })
                .run(1_000);

        assertThat(first.getFirst()).asString().isEqualTo("abc");
        assertThat(outcome.taken()).isEqualTo(1_000);
        assertThat(outcome.accepted()).isBetween(100L, 999L);
    }
}
