package io.ikebus.transport.config;

import io.ikebus.protocol.bus.GatewayId;
import org.eclipse.microprofile.config.spi.Converter;

/** The gateway's id; the constructor says what it may be. */
public final class GatewayName implements Converter<GatewayId> {

    @Override
    public GatewayId convert(String value) {
        return new GatewayId(value.strip());
    }
}
