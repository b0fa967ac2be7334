package io.ikebus.transport.endpoint;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.transport.config.IoChoice;
import io.ikebus.transport.config.TransportConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which sockets there shall be, and how.
 *
 * @param largestMessage longer datagrams are cut, just so far that their length shows it
 */
public record SocketPlan(
        List<IpAddress> addresses,
        int ikePort,
        int natPort,
        IoChoice io,
        boolean udpEncap,
        boolean bypassPolicy,
        int largestMessage) {

    /** @param marked whether messages there have the non-ESP marker */
    record Place(Endpoint local, boolean marked) {
        String portProperty() {
            return marked ? "ikebus.transport.nat-port" : "ikebus.transport.ike-port";
        }
    }

    /** @throws CannotListen if the addresses and ports make no plan */
    public SocketPlan {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.stream().distinct().count() != addresses.size()) {
            throw new CannotListen("ikebus.transport.listen: list each local address once, and at least one");
        }
        if (ikePort == natPort) {
            throw new CannotListen("ikebus.transport.nat-port: it must differ from ikebus.transport.ike-port, "
                    + ikePort + ", because only there messages have the non-ESP marker");
        }
    }

    public static SocketPlan of(TransportConfig.Transport config) {
        return new SocketPlan(
                config.listen(),
                config.ikePort(),
                config.natPort(),
                config.io(),
                config.udpEncap(),
                config.bypassPolicy(),
                config.largestMessage());
    }

    List<Place> places() {
        return addresses.stream()
                .flatMap(address -> Stream.of(
                        new Place(new Endpoint(address, ikePort), false),
                        new Place(new Endpoint(address, natPort), true)))
                .toList();
    }

    /** What one receive takes: marker, message, and one octet that shows that there was more. */
    int largestDatagram() {
        return Unwrapped.MARKER_OCTETS + largestMessage + 1;
    }
}
