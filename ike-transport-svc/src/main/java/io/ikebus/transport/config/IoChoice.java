package io.ikebus.transport.config;

/** Which of Netty's transports carries the sockets. */
public enum IoChoice {
    /** Native epoll where its library loads, else Java NIO. */
    AUTO,
    EPOLL,
    NIO
}
