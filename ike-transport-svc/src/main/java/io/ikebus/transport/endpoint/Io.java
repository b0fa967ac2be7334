package io.ikebus.transport.endpoint;

import io.ikebus.transport.config.IoChoice;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ThreadFactory;
import org.jboss.logging.Logger;

/** Which of Netty's transports carries the sockets. */
sealed interface Io {

    /** One thread: sockets are few, and what runs on it never waits. */
    EventLoopGroup newGroup();

    /** Prepares for datagrams of up to {@code largest} octets, marker included. */
    Bootstrap socket(InternetProtocolFamily family, int largest);

    String name();

    static Io choose(IoChoice choice) {
        return switch (choice) {
            case NIO -> new Nio();
            case EPOLL -> {
                if (!Epoll.isAvailable()) {
                    throw new CannotListen(
                            "ikebus.transport.io: epoll is not available, set auto or nio: " + whyNoEpoll());
                }
                yield new NativeEpoll();
            }
            case AUTO -> {
                if (Epoll.isAvailable()) {
                    yield new NativeEpoll();
                }
                Logger.getLogger(Io.class)
                        .warnf("native epoll is not available, Java NIO takes its place: %s", whyNoEpoll());
                yield new Nio();
            }
        };
    }

    private static String whyNoEpoll() {
        return String.valueOf(Epoll.unavailabilityCause());
    }

    private static ThreadFactory threads() {
        return new DefaultThreadFactory("ike-endpoint");
    }

    record NativeEpoll() implements Io {
        private static final int DATAGRAMS_PER_CALL = 8;

        @Override
        public EventLoopGroup newGroup() {
            return new EpollEventLoopGroup(1, threads());
        }

        @Override
        public Bootstrap socket(InternetProtocolFamily family, int largest) {
            // With a payload size set, one recvmmsg fills as many datagrams as the buffer has room for.
            return new Bootstrap()
                    .channelFactory(() -> new EpollDatagramChannel(family))
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, largest)
                    .option(
                            ChannelOption.RCVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(largest * DATAGRAMS_PER_CALL));
        }

        @Override
        public String name() {
            return "epoll";
        }
    }

    record Nio() implements Io {
        @Override
        public EventLoopGroup newGroup() {
            return new NioEventLoopGroup(1, threads());
        }

        @Override
        public Bootstrap socket(InternetProtocolFamily family, int largest) {
            return new Bootstrap()
                    .channelFactory(() -> new NioDatagramChannel(family))
                    .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(largest));
        }

        @Override
        public String name() {
            return "nio";
        }
    }
}
