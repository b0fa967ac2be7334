package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What names one SA: the kernel whose SAD holds it, destination, protocol, SPI (RFC 4301 4.1).
 *
 * @param spi 256 to 2^32-1 (RFC 4303 2.1: 1 to 255 are reserved, 0 is never sent)
 */
public record SaId(GatewayId gateway, IpAddress destination, IpsecProtocol protocol, long spi) {

    /** @throws IllegalArgumentException if the SPI is out of range */
    public SaId {
        Objects.requireNonNull(gateway);
        Objects.requireNonNull(destination);
        Objects.requireNonNull(protocol);
        if (spi < 256 || spi > 0xffff_ffffL) {
            throw new IllegalArgumentException("an SPI is 256 to 2^32-1");
        }
    }

    /**
     * Reads what {@link #key} writes.
     *
     * @throws IllegalArgumentException if {@code key} has another form
     */
    public static SaId parseKey(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != 4 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("an SA's key is gateway/spi/destination/protocol");
        }
        return new SaId(
                new GatewayId(parts[0]),
                IpAddress.parse(parts[2]),
                IpsecProtocol.parse(parts[3]),
                HexFormat.fromHexDigitsToLong(parts[1]));
    }

    /** The record key on {@link Topics#SA_COMMANDS}, and what binds sealed keys to this SA. */
    @JsonIgnore
    public String key() {
        return gateway + "/" + spiHex() + "/" + destination + "/" + protocol;
    }

    @JsonIgnore
    public String spiHex() {
        return String.format("%08x", spi);
    }

    @Override
    public String toString() {
        return key();
    }
}
