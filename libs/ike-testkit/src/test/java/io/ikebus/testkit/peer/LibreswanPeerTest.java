package io.ikebus.testkit.peer;

import static io.ikebus.testkit.Prerequisite.LIBRESWAN;
import static io.ikebus.testkit.Prerequisite.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ikebus.testkit.junit.Requires;
import io.ikebus.testkit.net.Namespaces;
import io.ikebus.testkit.net.WireEnd;
import io.ikebus.testkit.peer.LibreswanPeer.Credentials;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerKey;
import org.junit.jupiter.api.Test;

@Requires({ROOT, LIBRESWAN})
class LibreswanPeerTest {

    @Test
    void itComesUpWithWhatItWasGivenAndGoesAgain() {
        try (Namespaces net = Namespaces.create("west", "east")) {
            // Given
            net.wire(new WireEnd("west", "up", "192.0.2.1/24"), new WireEnd("east", "up", "192.0.2.2/24"));
            PeerAuthority authority = PeerAuthority.root("CN=root", PeerKey.RSA_2048);
            Credentials credentials = Credentials.certificate(
                    authority.certificate(),
                    authority.issue(PeerAuthority.Wish.of("CN=west", PeerKey.RSA_2048, "dns:west.example")));
            // When
            try (LibreswanPeer peer =
                    LibreswanPeer.start(net.name("west"), """
                    config setup
                    \tikev1-policy=accept
                    conn net
                    \tikev2=no
                    \tauthby=rsasig
                    \tleft=192.0.2.1
                    \tleftid=@west.example
                    \tleftcert=%s
                    \tright=192.0.2.2
                    \trightid=@east.example
                    \tauto=add
                    """.formatted(LibreswanPeer.OWN_CERTIFICATE), credentials)) {
                // Then
                assertThat(peer.ipsec("whack", "--status").orThrow().output()).contains("our auth:rsasig");
                assertThat(peer.ipsec("whack", "--listcerts").orThrow().output())
                        .contains("CN=west");
                assertThat(peer.states()).isEmpty();
            }
            assertThat(net.run("west", "sh", "-c", "ip netns pids " + net.name("west") + " | wc -l")
                            .output()
                            .strip())
                    // The shell, and the two programs of its pipe.
                    .isLessThanOrEqualTo("3");
        }
    }

    @Test
    void aNamespaceThatIsNotThereIsTold() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        LibreswanPeer.start("no-such-namespace", "config setup\n", new Credentials("", null, null)));
    }
}
