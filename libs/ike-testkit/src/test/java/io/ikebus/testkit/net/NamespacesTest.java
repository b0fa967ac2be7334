package io.ikebus.testkit.net;

import static io.ikebus.testkit.Prerequisite.NAMESPACES;
import static io.ikebus.testkit.Prerequisite.PING;
import static io.ikebus.testkit.Prerequisite.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.testkit.junit.Requires;
import io.ikebus.testkit.process.Command;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Requires({ROOT, NAMESPACES, PING})
class NamespacesTest {

    @Test
    void areWiredAsToldAndRemovedWithWhatRunsInThem() throws IOException {
        // Given
        Process left;
        try (Namespaces net = Namespaces.create("west", "router", "east")) {
            net.wire(new WireEnd("west", "up", "192.168.7.2/24"), new WireEnd("router", "in", "192.168.7.1/24"));
            net.wire(new WireEnd("router", "out", "2001:db8::1/64"), new WireEnd("east", "up", "2001:db8::2/64"));
            net.network("router", "lan", "10.1.0.1/24");
            // When
            net.route("west", "default", "192.168.7.1");
            // Then
            assertThat(net.run("west", "ping", "-c", "1", "-W", "5", "10.1.0.1")
                            .orThrow()
                            .output())
                    .contains("1 received");
            assertThat(net.run("east", "ping", "-c", "1", "-W", "5", "2001:db8::1")
                            .orThrow()
                            .output())
                    .contains("1 received");
            left = new ProcessBuilder(net.inside("east", "sleep", "600")).start();
            assertThat(names()).contains(net.name("west"));
        }
        assertThat(names()).doesNotContain("ikebus-" + ProcessHandle.current().pid());
        assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void leaveNothingWhenOneCannotBeMade() {
        assertThatThrownBy(() -> Namespaces.create("west", "not/a/name")).isInstanceOf(IllegalStateException.class);
        assertThat(names()).doesNotContain("ikebus-" + ProcessHandle.current().pid());
    }

    private static String names() {
        return Command.of("ip", "netns", "list").run().orThrow().output();
    }
}
