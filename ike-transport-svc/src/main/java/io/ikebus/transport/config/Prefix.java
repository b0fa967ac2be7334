package io.ikebus.transport.config;

import io.ikebus.protocol.bus.IpPrefix;
import org.eclipse.microprofile.config.spi.Converter;

/** A network, {@code 192.0.2.0/24}, or an address alone. */
public final class Prefix implements Converter<IpPrefix> {

    @Override
    public IpPrefix convert(String value) {
        return IpPrefix.parse(value.strip());
    }
}
