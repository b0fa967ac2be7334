package io.ikebus.local.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {

    @TempDir
    private Path directory;

    @Test
    void aChildIsFoundByItsIdentityUntilItIsEnded() {
        // Given
        try (Spawner spawner = new Spawner()) {
            Child child = spawner.spawn(command("sleeper", "sleep", "300"));
            assertThat(child.identity().isRunning()).isTrue();

            // When
            List<ProcessIdentity> stubborn = ProcessIdentity.endAll(List.of(child.identity()), Duration.ofSeconds(10));

            // Then
            assertThat(stubborn).isEmpty();
            assertThat(child.identity().isRunning()).isFalse();
            assertThat(child.onExit().join().obituary()).contains("sleeper was ended by signal 15");
        }
    }

    @Test
    void aChildThatDoesNotListenIsEndedByForce() {
        // Given
        try (Spawner spawner = new Spawner()) {
            Child child = spawner.spawn(
                    command("deaf", "bash", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"));
            await().until(() -> LogTail.of(child.log(), 1).equals(List.of("ready")));

            // When
            List<ProcessIdentity> stubborn = ProcessIdentity.endAll(List.of(child.identity()), Duration.ofMillis(200));

            // Then
            assertThat(stubborn).containsExactly(child.identity());
            assertThat(child.identity().isRunning()).isFalse();
        }
    }

    @Test
    void aProcessThatGotTheNumberLaterIsLeftAlone() {
        // Given
        try (Spawner spawner = new Spawner()) {
            Child child = spawner.spawn(command("bystander", "sleep", "300"));
            ProcessIdentity former =
                    new ProcessIdentity(child.identity().pid(), child.identity().startTicks() - 1);

            // When
            ProcessIdentity.endAll(List.of(former), Duration.ZERO);

            // Then
            assertThat(child.isAlive()).isTrue();
            ProcessIdentity.endAll(List.of(child.identity()), Duration.ofSeconds(10));
        }
    }

    @Test
    void anEndedChildTellsItsStatusAndItsLastLines() {
        // Given
        try (Spawner spawner = new Spawner()) {
            Child child = spawner.spawn(command("failing", "bash", "-c", "echo out; echo err >&2; exit 7"));

            // When
            String obituary = child.onExit().join().obituary();

            // Then
            assertThat(obituary)
                    .startsWith("failing ended with exit status 7")
                    .contains("failing.log")
                    .contains("    out\n    err");
        }
    }

    @Test
    void theLogOfTheRunBeforeIsKept() throws IOException {
        // Given
        try (Spawner spawner = new Spawner()) {
            spawner.spawn(command("twice", "echo", "first")).onExit().join();

            // When
            Child second = spawner.spawn(command("twice", "echo", "second"));
            second.onExit().join();

            // Then
            assertThat(second.log()).hasContent("second");
            assertThat(Files.readString(Path.of(second.log() + ".1"))).isEqualTo("first\n");
        }
    }

    @Test
    void aChildEndsWhenTheLauncherIsKilled() throws IOException {
        assumeThat(Spawner.canTie())
                .as("setsid and setpriv of util-linux, which tie children to their parent")
                .isTrue();
        // Given a JVM that has spawned a child
        Path pidFile = directory.resolve("pid");
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpawningProgram.class.getName(),
                        directory.toString(),
                        pidFile.toString())
                .inheritIO()
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pidFile));
        ProcessIdentity child =
                ProcessIdentity.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();

        // When
        launcher.destroyForcibly();

        // Then
        await().until(() -> !child.isRunning());
    }

    private ChildCommand command(String name, String... arguments) {
        return new ChildCommand(name, List.of(arguments), directory, directory.resolve(name + ".log"));
    }
}
