package io.ikebus.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.TestBus.Outbound;
import io.ikebus.transport.TestPeer.Received;
import io.ikebus.transport.datagram.DropReason;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets, real broker, mutual TLS. */
@QuarkusTest
@WithTestResource(value = TransportSetup.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class TransportServiceTest {
    private static final GatewayId EAST = new GatewayId("east");
    private static final Octets MARKER = Octets.of(0, 0, 0, 0);

    private static @Nullable TestBus running;

    @TestHTTPResource(value = "/", tls = true)
    URI root = URI.create("https://localhost");

    @ConfigProperty(name = "ikebus.transport.ike-port")
    int ikePort;

    @ConfigProperty(name = "ikebus.transport.nat-port")
    int natPort;

    private TestBus bus = started();
    private @Nullable ServiceView opened;

    private static TestBus started() {
        TestBus known = running;
        if (known == null) {
            known = TestBus.start();
            running = known;
        }
        return known;
    }

    @BeforeEach
    void awaitReady() throws Exception {
        opened = new ServiceView(root);
        await().atMost(Duration.ofSeconds(30)).until(service()::isReady);
    }

    @AfterEach
    void closeView() {
        service().close();
    }

    @AfterAll
    static void stopBus() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void aDatagramBecomesARecordOfItsSession() throws Exception {
        try (TestPeer peer = new TestPeer("127.0.0.1")) {
            // Given
            Octets message = Messages.mainMode(0xa1, 0);
            Instant before = Instant.now();
            // When
            peer.send(ike("127.0.0.2"), message);
            // Then
            ConsumerRecord<String, byte[]> record = bus.inbound(message);
            assertThat(record.key()).isEqualTo("east/00000000000000a1");
            assertThat(record.partition())
                    .isEqualTo(bus.partitioner().partition(SessionKey.parse(record.key()), TestBus.PARTITIONS));
            DatagramHeaders headers = headers(record);
            assertThat(headers.gateway()).isEqualTo(EAST);
            assertThat(headers.local()).isEqualTo(ike("127.0.0.2"));
            assertThat(headers.remote()).isEqualTo(peer.endpoint());
            assertThat(headers.marked()).isFalse();
            assertThat(headers.at()).isBetween(before, Instant.now());
        }
    }

    @Test
    void aFloatedDatagramKeepsItsPartitionAndLosesItsMarker() throws Exception {
        try (TestPeer peer = new TestPeer("127.0.0.1");
                TestPeer floated = new TestPeer("127.0.0.1")) {
            // When
            peer.send(ike("127.0.0.2"), Messages.mainMode(0xa2, 0));
            Octets later = Messages.mainMode(0xa2, 7);
            floated.send(nat("127.0.0.3"), Octets.concat(MARKER, later));
            // Then
            ConsumerRecord<String, byte[]> record = bus.inbound(later);
            assertThat(record.partition())
                    .isEqualTo(bus.inbound(Messages.mainMode(0xa2, 0)).partition());
            assertThat(headers(record).marked()).isTrue();
            assertThat(headers(record).local()).isEqualTo(nat("127.0.0.3"));
            assertThat(headers(record).remote()).isEqualTo(floated.endpoint());
        }
    }

    @Test
    void aCommittedRecordLeavesFromTheSocketItNames() throws Exception {
        try (TestPeer peer = new TestPeer("127.0.0.1")) {
            // When
            bus.send(
                    true,
                    outbound(ike("127.0.0.3"), peer.endpoint(), false, Messages.mainMode(0xb1, 1)),
                    outbound(nat("127.0.0.2"), peer.endpoint(), true, Messages.mainMode(0xb1, 2)));
            // Then
            assertThat(new Received[] {peer.receive(), peer.receive()})
                    .containsExactlyInAnyOrder(
                            new Received(ike("127.0.0.3"), Messages.mainMode(0xb1, 1)),
                            new Received(nat("127.0.0.2"), Octets.concat(MARKER, Messages.mainMode(0xb1, 2))));
        }
    }

    @Test
    void whatWasNotCommittedNeverLeaves() throws Exception {
        try (TestPeer peer = new TestPeer("127.0.0.1")) {
            bus.send(false, outbound(ike("127.0.0.2"), peer.endpoint(), false, Messages.mainMode(0xb2, 1)));
            bus.send(true, outbound(ike("127.0.0.2"), peer.endpoint(), false, Messages.mainMode(0xb2, 2)));
            assertThat(peer.receive().datagram()).isEqualTo(Messages.mainMode(0xb2, 2));
        }
    }

    @Test
    void aThirdAddressIsSeenAsWhatItIsAndGetsNothing() throws Exception {
        try (TestPeer peer = new TestPeer("127.0.0.1");
                TestPeer third = new TestPeer("127.0.0.9")) {
            // Given
            Octets answer = Messages.mainMode(0xc1, 5);
            peer.send(ike("127.0.0.2"), Messages.mainMode(0xc1, 0));
            bus.send(true, outbound(ike("127.0.0.2"), peer.endpoint(), false, answer));
            assertThat(peer.receive().datagram()).isEqualTo(answer);
            // When
            Octets forged = Octets.concat(answer.slice(0, 28), Octets.of(6, 6, 6, 6, 6, 6, 6, 6));
            third.send(ike("127.0.0.2"), forged);
            bus.send(true, outbound(ike("127.0.0.2"), peer.endpoint(), false, Messages.mainMode(0xc1, 6)));
            // Then
            assertThat(headers(bus.inbound(forged)).remote()).isEqualTo(third.endpoint());
            assertThat(peer.receive().datagram()).isEqualTo(Messages.mainMode(0xc1, 6));
        }
    }

    @Test
    void badInputIsCountedByReasonAndDisturbsNobody() throws Exception {
        try (TestPeer peer = new TestPeer("127.0.0.1")) {
            // When
            peer.send(ike("127.0.0.2"), Octets.of(1, 2, 3));
            Octets good = Messages.mainMode(0xd1d1d1d1d1d1d1d1L, 0);
            peer.send(ike("127.0.0.2"), Octets.concat(good, Octets.of(0)));
            peer.send(nat("127.0.0.2"), Octets.of(0xff));
            peer.send(nat("127.0.0.2"), good);
            peer.send(ike("127.0.0.2"), good);
            // Then
            assertThat(bus.inbound(good).value()).isEqualTo(good.toByteArray());
            await().until(() -> service().dropped("short-datagram") > 0);
            await().until(() -> service().dropped("wrong-length") > 0);
            await().until(() -> service().dropped(DropReason.ESP_IN_USER_SPACE) > 0);
            await().until(() -> service().metric("ikebus_transport_keepalives_total") > 0);
        }
    }

    @Test
    void garbageOnTheBusIsSteppedOver() throws Exception {
        try (TestPeer peer = new TestPeer("127.0.0.1")) {
            // Given
            Octets message = Messages.mainMode(0xe1, 1);
            Outbound good = outbound(ike("127.0.0.2"), peer.endpoint(), false, message);
            DatagramHeaders described = new DatagramHeaders(
                    EAST,
                    ike("127.0.0.2"),
                    peer.endpoint(),
                    false,
                    Instant.now().minusSeconds(61),
                    null);
            DatagramHeaders west = new DatagramHeaders(
                    new GatewayId("west"), ike("127.0.0.2"), peer.endpoint(), false, Instant.now(), null);
            // When
            bus.send(
                    true,
                    new Outbound(Map.of(), message),
                    new Outbound(good.headers(), Octets.of(1, 2, 3)),
                    new Outbound(described.encode(), message),
                    new Outbound(west.encode(), message),
                    outbound(ike("127.0.0.200"), peer.endpoint(), false, message),
                    good);
            // Then
            assertThat(peer.receive()).isEqualTo(new Received(ike("127.0.0.2"), message));
            assertThat(service().dropped(DropReason.OUTBOUND_GARBAGE)).isEqualTo(2);
            assertThat(service().dropped(DropReason.OUTBOUND_STALE)).isEqualTo(1);
            assertThat(service().dropped(DropReason.OUTBOUND_OTHER_GATEWAY)).isEqualTo(1);
            assertThat(service().dropped(DropReason.OUTBOUND_UNKNOWN_LOCAL)).isEqualTo(1);
        }
    }

    @Test
    void healthShowsSocketsAndBus() {
        assertThat(service().get("/q/health").body())
                .contains("\"127.0.0.2:" + ikePort + "\"")
                .contains("\"127.0.0.3:" + natPort + "\"")
                .contains("\"inbound partitions\": " + TestBus.PARTITIONS);
    }

    private ServiceView service() {
        ServiceView view = opened;
        if (view == null) {
            throw new IllegalStateException("asked before the test began");
        }
        return view;
    }

    private Endpoint ike(String local) {
        return new Endpoint(IpAddress.parse(local), ikePort);
    }

    private Endpoint nat(String local) {
        return new Endpoint(IpAddress.parse(local), natPort);
    }

    private static Outbound outbound(Endpoint local, Endpoint remote, boolean marked, Octets message) {
        return new Outbound(new DatagramHeaders(EAST, local, remote, marked, Instant.now(), null).encode(), message);
    }

    private static DatagramHeaders headers(ConsumerRecord<String, byte[]> record) {
        return switch (DatagramHeaders.decode(name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        })) {
            case BusValue.Read<DatagramHeaders>(DatagramHeaders read) -> read;
            case BusValue.Garbage<DatagramHeaders> garbage -> throw new AssertionError(garbage.reason());
        };
    }
}
