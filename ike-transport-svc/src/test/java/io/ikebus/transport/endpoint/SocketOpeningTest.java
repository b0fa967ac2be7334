package io.ikebus.transport.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.transport.config.IoChoice;
import io.ikebus.transport.datagram.DropLedger;
import io.ikebus.transport.datagram.Traffic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.epoll.Epoll;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketOpeningTest {
    private static final IpAddress ALIAS = IpAddress.parse("127.0.0.2");

    @ParameterizedTest
    @EnumSource
    void aBusyPortIsNamedWithItsPropertyAndAddress(IoChoice io) throws Exception {
        assumeEpollFor(io);
        SocketPlan plan = SocketBed.plan(io, List.of("127.0.0.2"));
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress("127.0.0.2", plan.natPort()))) {
            assertThatExceptionOfType(CannotListen.class)
                    .isThrownBy(() -> open(plan))
                    .withMessage(
                            "ikebus.transport.listen: cannot listen on 127.0.0.2 port %d (ikebus.transport.nat-port): "
                                    + "the port is taken; end the process that has it, "
                                    + "or set another ikebus.transport.nat-port",
                            taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressOfAnotherHostIsNamed(IoChoice io) {
        assumeEpollFor(io);
        SocketPlan plan = new SocketPlan(List.of(IpAddress.parse("192.0.2.1")), 20_500, 24_500, io, false, false, 1000);
        assertThatExceptionOfType(CannotListen.class)
                .isThrownBy(() -> open(plan))
                .withMessageStartingWith("ikebus.transport.listen: cannot listen on 192.0.2.1 port 20500")
                .withMessageContaining("not one of this host's");
    }

    @Test
    void portsThatCannotBeToldApartAreRefused() {
        assertThatExceptionOfType(CannotListen.class)
                .isThrownBy(() -> new SocketPlan(List.of(ALIAS), 500, 500, IoChoice.AUTO, false, false, 1000))
                .withMessageContaining("ikebus.transport.nat-port");
        assertThatExceptionOfType(CannotListen.class)
                .isThrownBy(() -> new SocketPlan(List.of(ALIAS, ALIAS), 500, 4500, IoChoice.AUTO, false, false, 1000))
                .withMessageContaining("each local address once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "::1"})
    void theKernelIsAskedForItsOptionsAndARefusalIsNoFailure(String address) {
        assumeEpollFor(IoChoice.EPOLL);
        SocketPlan plain = SocketBed.plan(IoChoice.EPOLL, List.of(address));
        SocketPlan plan =
                new SocketPlan(plain.addresses(), plain.ikePort(), plain.natPort(), IoChoice.EPOLL, true, true, 1000);
        try (Sockets sockets = open(plan)) {
            // Then
            assertThat(sockets.status()).hasSize(2).allMatch(SocketStatus::open);
            for (SocketStatus socket : sockets.status()) {
                boolean nat = socket.local().port() == plan.natPort();
                assertThat(socket.udpEncap() instanceof KernelOption.Off).isEqualTo(!nat);
                // Set as root on a kernel with XFRM, refused with the kernel's words otherwise.
                assertThat(socket.bypass().text()).matches("set|refused: .*[a-z].*");
            }
        }
    }

    @Test
    void javaNioSaysThatItCannotSetThem() {
        SocketPlan plain = SocketBed.plan(IoChoice.NIO, List.of("127.0.0.2"));
        SocketPlan plan =
                new SocketPlan(plain.addresses(), plain.ikePort(), plain.natPort(), IoChoice.NIO, true, true, 1000);
        try (Sockets sockets = open(plan)) {
            assertThat(sockets.status())
                    .extracting(SocketStatus::io, socket -> socket.bypass().text())
                    .containsOnly(tuple("nio", "refused: Java NIO cannot set it"));
        }
    }

    private static Sockets open(SocketPlan plan) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        return Sockets.open(plan, datagram -> {}, new DropLedger(metrics, System::nanoTime), new Traffic(metrics));
    }

    private static void assumeEpollFor(IoChoice io) {
        assumeTrue(io != IoChoice.EPOLL || Epoll.isAvailable(), () -> "no epoll: " + Epoll.unavailabilityCause());
    }
}
