package io.ikebus.transport.endpoint;

import static io.ikebus.transport.datagram.DropReason.ESP_IN_USER_SPACE;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_NOT_SENT;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_UNKNOWN_LOCAL;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_WRONG_MARKER;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_WRONG_REMOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.config.IoChoice;
import io.ikebus.transport.datagram.Datagram;
import io.netty.channel.epoll.Epoll;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every behaviour on native epoll and on Java NIO alike. */
class SocketsTest {
    private static final List<String> TWO_ALIASES = List.of("127.0.0.2", "127.0.0.3");
    private static final Octets MESSAGE = Octets.of(1, 2, 3, 4, 5);

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void aDatagramArrivesWithBothItsEnds(IoChoice io) throws Exception {
        try (SocketBed bed = open(io)) {
            // When
            bed.send(bed.ike, MESSAGE);
            // Then
            Datagram datagram = bed.arrival();
            assertThat(datagram.local()).isEqualTo(bed.ike);
            assertThat(datagram.remote()).isEqualTo(bed.peerEndpoint());
            assertThat(datagram.marked()).isFalse();
            assertThat(datagram.message()).isEqualTo(MESSAGE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void onTheNatPortTheMarkerIsTakenOffAndPutBackOn(IoChoice io) throws Exception {
        try (SocketBed bed = open(io)) {
            // When
            bed.send(bed.secondNat, 0, 0, 0, 0, 9, 8);
            Datagram datagram = bed.arrival();
            bed.sockets.send(List.of(datagram));
            // Then
            assertThat(datagram.local()).isEqualTo(bed.secondNat);
            assertThat(datagram.marked()).isTrue();
            assertThat(datagram.message()).isEqualTo(Octets.of(9, 8));
            assertThat(bed.receive()).isEqualTo(new SocketBed.Received(bed.secondNat, Octets.of(0, 0, 0, 0, 9, 8)));
            // And a keepalive goes as it is
            bed.sockets.send(
                    List.of(new Datagram(datagram.local(), datagram.remote(), true, datagram.at(), Octets.of(0xff))));
            assertThat(bed.receive()).isEqualTo(new SocketBed.Received(bed.secondNat, Octets.of(0xff)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void aBatchLeavesEachFromTheSocketItNames(IoChoice io) throws Exception {
        try (SocketBed bed = open(io)) {
            // When
            Endpoint peer = bed.peerEndpoint();
            bed.sockets.send(List.of(
                    outbound(bed.ike, peer, false, Octets.of(1)), outbound(bed.secondNat, peer, true, Octets.of(2))));
            // Then
            assertThat(List.of(bed.receive(), bed.receive()))
                    .containsExactlyInAnyOrder(
                            new SocketBed.Received(bed.ike, Octets.of(1)),
                            new SocketBed.Received(bed.secondNat, Octets.of(0, 0, 0, 0, 2)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void keepalivesAreSwallowedAndUserSpaceEspIsDropped(IoChoice io) throws Exception {
        try (SocketBed bed = open(io)) {
            // When
            bed.send(bed.nat, 0xff);
            bed.send(bed.nat, 0xc0, 0xff, 0xee, 1, 0, 0, 0, 1);
            bed.send(bed.nat, 0, 0, 0, 0, 7);
            // Then
            assertThat(bed.arrival().message()).isEqualTo(Octets.of(7));
            assertThat(bed.arrived).isEmpty();
            assertThat(bed.keepalives()).isEqualTo(1);
            assertThat(bed.dropped(ESP_IN_USER_SPACE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void aBurstArrivesWholeAndInOrder(IoChoice io) throws Exception {
        try (SocketBed bed = open(io)) {
            // When
            for (int i = 0; i < 100; i++) {
                bed.send(bed.ike, i, i, i);
            }
            // Then
            List<Octets> messages = IntStream.range(0, 100)
                    .mapToObj(i -> unchecked(bed).message())
                    .toList();
            assertThat(messages)
                    .isEqualTo(IntStream.range(0, 100)
                            .mapToObj(i -> Octets.of(i, i, i))
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void whatIsLongerThanWantedArrivesLongerThanWanted(IoChoice io) throws Exception {
        try (SocketBed bed = open(io)) {
            bed.send(bed.ike, Octets.wrap(new byte[SocketBed.LARGEST + 500]));
            assertThat(bed.arrival().message().length()).isGreaterThan(SocketBed.LARGEST);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void whatCannotBeSentIsCountedByReason(IoChoice io) throws Exception {
        try (SocketBed bed = open(io)) {
            Endpoint peer = bed.peerEndpoint();
            // When
            bed.sockets.send(List.of(
                    outbound(Endpoint.parse("127.0.0.4:500"), peer, false, MESSAGE),
                    outbound(bed.ike, peer, true, MESSAGE),
                    outbound(bed.ike, Endpoint.parse("[::1]:500"), false, MESSAGE),
                    outbound(bed.ike, Endpoint.parse("0.0.0.0:500"), false, MESSAGE),
                    outbound(bed.ike, Endpoint.parse("224.0.0.1:500"), false, MESSAGE),
                    outbound(bed.ike, peer, false, Octets.wrap(new byte[65_508])),
                    outbound(bed.ike, peer, false, MESSAGE)));
            // Then
            assertThat(bed.receive().octets()).isEqualTo(MESSAGE);
            await().untilAsserted(
                            () -> assertThat(bed.dropped(OUTBOUND_NOT_SENT)).isEqualTo(1));
            assertThat(bed.dropped(OUTBOUND_UNKNOWN_LOCAL)).isEqualTo(1);
            assertThat(bed.dropped(OUTBOUND_WRONG_MARKER)).isEqualTo(1);
            assertThat(bed.dropped(OUTBOUND_WRONG_REMOTE)).isEqualTo(3);
        }
    }

    @Test
    void withUdpEncapTheKernelStillHandsMarkedMessagesOver() throws Exception {
        assumeEpollFor(IoChoice.EPOLL);
        try (SocketBed bed = SocketBed.withKernelOptions(IoChoice.EPOLL, List.of("127.0.0.2"))) {
            // When
            bed.send(bed.nat, 0xff);
            bed.send(bed.nat, 0, 0, 0, 0, 7);
            Datagram datagram = bed.arrival();
            bed.sockets.send(List.of(datagram));
            // Then
            assertThat(datagram.message()).isEqualTo(Octets.of(7));
            assertThat(bed.receive().octets()).isEqualTo(Octets.of(0, 0, 0, 0, 7));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void ipv6WorksTheSame(IoChoice io) throws Exception {
        assumeEpollFor(io);
        try (SocketBed bed = new SocketBed(io, List.of("::1"))) {
            bed.send(bed.nat, 0, 0, 0, 0, 3);
            Datagram datagram = bed.arrival();
            bed.sockets.send(List.of(datagram));
            assertThat(datagram.remote()).isEqualTo(bed.peerEndpoint());
            assertThat(bed.receive().from()).isEqualTo(bed.nat);
        }
    }

    private static SocketBed open(IoChoice io) throws Exception {
        assumeEpollFor(io);
        return new SocketBed(io, TWO_ALIASES);
    }

    private static void assumeEpollFor(IoChoice io) {
        assumeTrue(io == IoChoice.NIO || Epoll.isAvailable(), () -> "no epoll: " + Epoll.unavailabilityCause());
    }

    private static Datagram outbound(Endpoint local, Endpoint remote, boolean marked, Octets message) {
        return new Datagram(local, remote, marked, Instant.now(), message);
    }

    private static Datagram unchecked(SocketBed bed) {
        try {
            return bed.arrival();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
