package io.ikebus.testkit.peer;

import static io.ikebus.testkit.Prerequisite.NAMESPACES;
import static io.ikebus.testkit.Prerequisite.PING;
import static io.ikebus.testkit.Prerequisite.ROOT;
import static io.ikebus.testkit.Prerequisite.STRONGSWAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ikebus.testkit.junit.Requires;
import io.ikebus.testkit.net.Namespaces;
import io.ikebus.testkit.net.WireEnd;
import io.ikebus.testkit.peer.PeerOptions.Esp;
import org.junit.jupiter.api.Test;

@Requires({ROOT, NAMESPACES, STRONGSWAN, PING})
class StrongswanPeerTest {

    private static final PeerOptions USER_SPACE =
            PeerOptions.with(Esp.USER_SPACE).and("retransmit_timeout = 1.0");

    @Test
    void twoOfThemBringUpATunnelAndTakeItDown() {
        try (Namespaces net = Namespaces.create("west", "east")) {
            // Given
            net.wire(new WireEnd("west", "up", "192.0.2.1/24"), new WireEnd("east", "up", "192.0.2.2/24"));
            net.network("west", "lan", "10.1.0.1/24");
            net.network("east", "lan", "10.2.0.1/24");
            net.route("west", "10.2.0.0/24", "192.0.2.2");
            net.route("east", "10.1.0.0/24", "192.0.2.1");
            try (StrongswanPeer west =
                            StrongswanPeer.start(net, "west", configuration("west", 1, "east", 2), USER_SPACE);
                    StrongswanPeer east =
                            StrongswanPeer.start(net, "east", configuration("east", 2, "west", 1), USER_SPACE)) {
                // When
                west.initiate("net").orThrow();
                // Then
                assertThat(net.run("west", "ping", "-c", "3", "-i", "0.2", "-W", "5", "-I", "10.1.0.1", "10.2.0.1")
                                .orThrow()
                                .output())
                        .contains("bytes from 10.2.0.1");
                assertThat(east.listSas()).contains("ESTABLISHED, IKEv1").contains("ESP:AES_CBC-128");
                assertThat(east.log()).contains("IKE_SA peer[1] established");
                // When
                west.terminate("peer").orThrow();
                // Then
                assertThat(west.listSas()).isEmpty();
            }
        }
    }

    @Test
    void aRefusedConfigurationIsToldAndLeavesNothing() {
        try (Namespaces net = Namespaces.create("alone")) {
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            StrongswanPeer.start(net, "alone", "connections { peer { nonsense = yes } }", USER_SPACE))
                    .withMessageContaining("nonsense");
            assertThat(net.run("alone", "sh", "-c", "ip netns pids " + net.name("alone") + " | wc -l")
                            .output()
                            .strip())
                    // The shell, and the two programs of its pipe.
                    .isLessThanOrEqualTo("3");
        }
    }

    private static String configuration(String self, int number, String other, int otherNumber) {
        return """
                connections {
                    peer {
                        version = 1
                        local_addrs = 192.0.2.%2$d
                        remote_addrs = 192.0.2.%4$d
                        proposals = aes128-sha256-modp2048
                        local {
                            auth = psk
                            id = %1$s.example
                        }
                        remote {
                            auth = psk
                            id = %3$s.example
                        }
                        children {
                            net {
                                local_ts = 10.%2$d.0.0/24
                                remote_ts = 10.%4$d.0.0/24
                                esp_proposals = aes128-sha256
                            }
                        }
                    }
                }
                secrets {
                    ike-1 {
                        secret = "an example pre-shared key"
                    }
                }
                """.formatted(self, number, other, otherNumber);
    }
}
