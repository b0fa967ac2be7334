/**
 * The UDP sockets, one for each local address and port; the only package that knows Netty.
 *
 * <p>In from the network: datagrams, which leave as {@link io.ikebus.transport.datagram.Datagram} without non-ESP
 * marker, on the one event loop thread. Keepalives and user-space ESP end here. Out to the network: batches of
 * datagrams, each from the very socket its local address and port name. Nothing is ever sent that was not given.
 *
 * <p>Netty's native epoll transport carries the sockets and can set what the kernel wants for IPsec; where its library
 * does not load, Java NIO takes its place without those options.
 */
@NullMarked
package io.ikebus.transport.endpoint;

import org.jspecify.annotations.NullMarked;
