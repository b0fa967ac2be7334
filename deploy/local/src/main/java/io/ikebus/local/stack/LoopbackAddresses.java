package io.ikebus.local.stack;

import io.ikebus.local.service.GatewayPlan;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A loopback network of this stack's own: each gateway has an address there whose IKE ports are free, {@code 127.0.77.1}
 * and {@code 127.0.77.2} if it can be.
 *
 * @param claim a socket on the network's last address, held as long as the stack lives: of two stacks that start
 *     together, each finds the other's
 */
record LoopbackAddresses(List<GatewayPlan> gateways, Closeable claim) implements AutoCloseable {

    static final int IKE = 500;
    static final int NATT = 4500;
    /** Where ports below 1024 are for root only. */
    static final int UNPRIVILEGED_IKE = 10_500;

    static final int UNPRIVILEGED_NATT = 14_500;

    private static final int FIRST_BASE = 77;
    private static final int BASES = 64;
    private static final int CLAIM_HOST = 254;

    /** @throws StackFailure if the addresses that the options name are in use, or no free ones are found */
    static LoopbackAddresses take(List<GatewayId> gateways, StackOptions options) {
        return new Search(LoopbackAddresses::bind).take(gateways, options);
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give back the addresses", e);
        }
    }

    /** @param bind takes a UDP socket, if it can be had */
    record Search(Function<InetSocketAddress, Optional<Closeable>> bind) {

        LoopbackAddresses take(List<GatewayId> gateways, StackOptions options) {
            List<String> bases = options.addressBase()
                    .map(List::of)
                    .orElseGet(() -> IntStream.range(FIRST_BASE, FIRST_BASE + BASES)
                            .mapToObj(third -> "127.0." + third)
                            .toList());
            boolean portsGiven =
                    options.ikePort().isPresent() || options.nattPort().isPresent();
            return firstFree(
                            bases,
                            gateways,
                            options.ikePort().orElse(IKE),
                            options.nattPort().orElse(NATT))
                    .or(() -> portsGiven
                            ? Optional.empty()
                            : firstFree(bases, gateways, UNPRIVILEGED_IKE, UNPRIVILEGED_NATT))
                    .orElseThrow(() -> new StackFailure("UDP ports for IKE cannot be had on " + bases.getFirst()
                            + ".1 and following: choose others with --address-base, --ike-port and --natt-port"
                            + " (ports below 1024 need root)"));
        }

        private Optional<LoopbackAddresses> firstFree(
                List<String> bases, List<GatewayId> gateways, int ikePort, int nattPort) {
            return bases.stream()
                    .flatMap(base -> claimed(base, gateways, ikePort, nattPort).stream())
                    .findFirst();
        }

        private Optional<LoopbackAddresses> claimed(String base, List<GatewayId> gateways, int ikePort, int nattPort) {
            List<GatewayPlan> plan = IntStream.range(0, gateways.size())
                    .mapToObj(i -> new GatewayPlan(gateways.get(i), address(base, i + 1), ikePort, nattPort))
                    .toList();
            Optional<LoopbackAddresses> claimed = bind.apply(socket(address(base, CLAIM_HOST), ikePort))
                    .map(claim -> new LoopbackAddresses(plan, claim));
            if (plan.stream().allMatch(this::isFree)) {
                return claimed;
            }
            claimed.ifPresent(LoopbackAddresses::close);
            return Optional.empty();
        }

        private boolean isFree(GatewayPlan gateway) {
            return isFree(socket(gateway.address(), gateway.ikePort()))
                    && isFree(socket(gateway.address(), gateway.nattPort()));
        }

        private boolean isFree(InetSocketAddress address) {
            try (Closeable bound = bind.apply(address).orElse(null)) {
                return bound != null;
            } catch (IOException e) {
                return false;
            }
        }
    }

    private static IpAddress address(String base, int host) {
        return IpAddress.parse(base + "." + host);
    }

    private static InetSocketAddress socket(IpAddress address, int port) {
        return new InetSocketAddress(address.toInetAddress(), port);
    }

    private static Optional<Closeable> bind(InetSocketAddress address) {
        try {
            return Optional.of(new DatagramSocket(address));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
