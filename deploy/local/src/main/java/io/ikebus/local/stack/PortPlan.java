package io.ikebus.local.stack;

import io.ikebus.testkit.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** Hands out TCP ports of 127.0.0.1: free ones, or one after the other from a base. */
final class PortPlan {

    private static final int LAST = 0xffff;

    private final OptionalInt base;
    private final Set<Integer> given = new HashSet<>();

    PortPlan(OptionalInt base) {
        this.base = base;
    }

    /** @throws StackFailure if the port that is next after the base is in use */
    int next(String user) {
        int port = base.isPresent() ? numbered(base.getAsInt() + given.size(), user) : unused();
        given.add(port);
        return port;
    }

    private int unused() {
        int port = FreePorts.tcp();
        while (given.contains(port)) {
            port = FreePorts.tcp();
        }
        return port;
    }

    private static int numbered(int port, String user) {
        if (port > LAST) {
            throw new StackFailure("there is no port " + port + " for " + user + ": take a lower --base-port");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new StackFailure(
                    "port " + port + " of 127.0.0.1, meant for " + user
                            + ", is in use: take another --base-port, or none to have free ones found",
                    e);
        }
    }
}
