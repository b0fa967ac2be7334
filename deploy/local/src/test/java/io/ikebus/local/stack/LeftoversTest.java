package io.ikebus.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.service.GatewayPlan;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.StackState.Leftover;
import io.ikebus.local.stack.StackState.Service;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    private Path root;

    private Process launcher;
    private Process agent;

    @BeforeEach
    void twoProcessesRun() throws IOException {
        launcher = new ProcessBuilder("sleep", "300").start();
        agent = new ProcessBuilder("sleep", "300").start();
    }

    @AfterEach
    void noneIsLeft() {
        launcher.destroyForcibly();
        agent.destroyForcibly();
    }

    @Test
    void theStateIsReadAsItWasWritten() throws IOException {
        // Given
        StackState state = state(StateFile.bootId());

        // When
        StateFile.write(root, state);

        // Then
        assertThat(StateFile.read(root)).contains(state);
        assertThat(StateFile.ofRunning(root)).contains(state);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Layout.stateFile(root))))
                .isEqualTo("rw-------");
    }

    @Test
    void launcherAndChildrenAreEnded() throws InterruptedException {
        // Given
        StateFile.write(root, state(StateFile.bootId()));

        // When
        List<String> ended = Leftovers.end(root);

        // Then
        assertThat(ended).containsExactly("launcher", "agent-east");
        assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(StateFile.read(root)).isEmpty();
    }

    @Test
    void childrenOfAKilledLauncherAreEnded() throws InterruptedException {
        // Given
        StateFile.write(root, state(StateFile.bootId()));
        launcher.destroyForcibly().waitFor();

        // When
        List<String> ended = Leftovers.end(root);

        // Then
        assertThat(ended).containsExactly("agent-east");
        assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void processesFromBeforeAReboot_AreNotThese() {
        // Given
        StateFile.write(root, state("another boot"));

        // When
        List<String> ended = Leftovers.end(root);

        // Then
        assertThat(ended).isEmpty();
        assertThat(agent.isAlive()).isTrue();
    }

    @Test
    void whereNoStackHasBeenThereIsNothingToEnd() {
        assertThat(Leftovers.end(root.resolve("never"))).isEmpty();
    }

    @Test
    void garbageInTheStateFileIsNamed() throws IOException {
        // Given
        Files.writeString(Layout.stateFile(root), "{");

        // Then
        assertThatThrownBy(() -> StateFile.read(root))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("stack.json cannot be read");
    }

    @Test
    void aDirectoryHasOneStackAtATime() {
        // Given
        try (DirectoryLock first = DirectoryLock.take(root)) {
            assertThat(first).isNotNull();

            // Then
            assertThatThrownBy(() -> DirectoryLock.take(root))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("./ikebus down");
        }
        DirectoryLock.take(root).close();
    }

    private StackState state(String bootId) {
        return new StackState(
                StackState.VERSION,
                bootId,
                identity(launcher),
                Instant.parse("2026-01-01T00:00:00Z"),
                true,
                "127.0.0.1:1",
                List.of(new Service("agent-east", ServiceKind.AGENT, "east", "https://127.0.0.1:2", Path.of("/log"))),
                List.of(new Leftover("agent-east", identity(agent))),
                List.of(new GatewayPlan(new GatewayId("east"), IpAddress.parse("127.0.77.1"), 500, 4500)),
                Path.of("/token"),
                Path.of("/trust"),
                Path.of("/keystore"));
    }

    private static ProcessIdentity identity(Process process) {
        return ProcessIdentity.of(process.pid()).orElseThrow();
    }
}
