package io.ikebus.testkit.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitActionsTest {

    @Test
    void runTheLastFirstAndAllThoughOneFails() {
        // Given
        List<String> ran = new ArrayList<>();
        ExitActions actions = new ExitActions();
        Runnable closedBefore = () -> ran.add("closed before");
        actions.add(() -> ran.add("namespace"));
        actions.add(() -> {
            throw new IllegalStateException("expected by a test");
        });
        actions.add(closedBefore);
        actions.add(() -> ran.add("peer"));
        // When
        actions.remove(closedBefore);
        actions.runAll();
        actions.runAll();
        // Then
        assertThat(ran).containsExactly("peer", "namespace");
    }
}
