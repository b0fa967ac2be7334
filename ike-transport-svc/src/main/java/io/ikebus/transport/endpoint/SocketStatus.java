package io.ikebus.transport.endpoint;

import io.ikebus.protocol.bus.Endpoint;

/** One socket, as an operator sees it. {@code io} is {@code epoll} or {@code nio}. */
public record SocketStatus(Endpoint local, boolean open, String io, KernelOption udpEncap, KernelOption bypass) {}
