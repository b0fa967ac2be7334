package io.ikebus.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.DropReason;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Kafka comes, goes and comes back, while datagrams arrive all the time. */
@QuarkusTest
@WithTestResource(value = TransportSetup.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class BusOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource(value = "/", tls = true)
    URI root = URI.create("https://localhost");

    @ConfigProperty(name = "ikebus.transport.ike-port")
    int ikePort;

    @Test
    void withoutKafkaDatagramsAreDroppedAndCountedAndWithItTheyGoOn() throws Exception {
        try (ServiceView service = new ServiceView(root);
                TestPeer peer = new TestPeer("127.0.0.1")) {
            Endpoint gateway = new Endpoint(IpAddress.parse("127.0.0.2"), ikePort);

            // When Kafka has never been there
            peer.send(gateway, Messages.mainMode(1, 0));
            // Then
            await().until(() -> service.dropped(DropReason.BUS_AWAY) == 1);
            assertThat(service.isReady()).isFalse();
            assertThat(service.get("/q/health").body()).contains("\"reason\"");

            // When it comes
            try (TestBus bus = TestBus.start()) {
                // Then
                await().atMost(PATIENCE).until(service::isReady);
                peer.send(gateway, Messages.mainMode(2, 0));
                assertThat(bus.inbound(Messages.mainMode(2, 0)).key()).isEqualTo("east/0000000000000002");
            }

            // When it goes
            for (int i = 0; i < 2 * TransportSetup.BUFFER; i++) {
                peer.send(gateway, Messages.mainMode(100 + i, 0));
            }
            // Then
            await().atMost(PATIENCE).until(() -> service.dropped(DropReason.BUFFER_FULL) > 0);
            await().atMost(PATIENCE).until(() -> service.dropped(DropReason.NOT_DELIVERED) > 0);
            await().atMost(PATIENCE).until(() -> service.metric("ikebus_transport_pending") == 0);
            await().atMost(PATIENCE).until(() -> !service.isReady());

            // When it comes back
            try (TestBus bus = TestBus.start()) {
                // Then
                await().atMost(PATIENCE).until(service::isReady);
                Octets again = Messages.mainMode(3, 0);
                peer.send(gateway, again);
                assertThat(bus.inbound(again).key()).isEqualTo("east/0000000000000003");
            }
        }
    }
}
