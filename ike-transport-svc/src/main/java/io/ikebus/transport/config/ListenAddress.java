package io.ikebus.transport.config;

import io.ikebus.protocol.bus.IpAddress;
import java.net.InetAddress;
import org.eclipse.microprofile.config.spi.Converter;

/** One of the host's own addresses. A wildcard would not tell which address a peer has used. */
public final class ListenAddress implements Converter<IpAddress> {

    @Override
    public IpAddress convert(String value) {
        IpAddress address = IpAddress.parse(value.strip());
        InetAddress java = address.toInetAddress();
        if (java.isAnyLocalAddress() || java.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    "list each local address by itself: the wildcard and multicast are not taken");
        }
        return address;
    }
}
