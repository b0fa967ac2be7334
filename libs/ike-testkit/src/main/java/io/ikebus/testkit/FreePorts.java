package io.ikebus.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Port numbers nobody uses at the moment of asking.
 *
 * <p>They lie below the range from which Linux takes ports for outgoing connections, so that between the answer and
 * its use no connection of ours is given the same one.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_768;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    /** A free TCP port of 127.0.0.1. */
    public static int tcp() {
        return tcp(InetAddress.getLoopbackAddress());
    }

    public static int tcp(InetAddress address) {
        return search(port -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address, port));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** A free UDP port of 127.0.0.1. */
    public static int udp() {
        return udp(InetAddress.getLoopbackAddress());
    }

    public static int udp(InetAddress address) {
        return search(port -> {
            try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, port))) {
                return socket.isBound();
            } catch (SocketException e) {
                return false;
            }
        });
    }

    private static int search(IntPredicate free) {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(LOWEST, BEYOND);
            if (free.test(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "none of " + ATTEMPTS + " ports from " + LOWEST + " to " + (BEYOND - 1) + " is free");
    }
}
