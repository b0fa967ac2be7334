package io.ikebus.transport.egress;

import static io.ikebus.transport.datagram.DropReason.OUTBOUND_GARBAGE;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_OTHER_GATEWAY;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_STALE;

import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Tells what is to be sent from what is not. */
record OutboundRecords(GatewayId gateway, Duration maxAge, InstantSource clock) {
    sealed interface Read {
        /** @param fragments whether it may go in fragments */
        record Ready(Datagram datagram, IsakmpHeader header, Duration age, boolean fragments) implements Read {}

        /** One octet that keeps a translator's mapping open (RFC 3948 2.3). */
        record KeepAlive(Datagram datagram, Duration age) implements Read {}

        /** {@code datagram} is absent where not even its ends are known. */
        record Refused(Drop drop, @Nullable Datagram datagram) implements Read {}
    }

    Read read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return new Read.Refused(new Drop(OUTBOUND_GARBAGE, "no value"), null);
        }
        return switch (DatagramHeaders.decode(name -> header(record, name))) {
            case BusValue.Garbage<DatagramHeaders> garbage ->
                new Read.Refused(new Drop(OUTBOUND_GARBAGE, garbage.reason()), null);
            case BusValue.Read<DatagramHeaders>(DatagramHeaders headers) -> read(headers, Octets.wrap(value));
        };
    }

    private Read read(DatagramHeaders headers, Octets message) {
        Datagram datagram = new Datagram(headers.local(), headers.remote(), headers.marked(), headers.at(), message);
        if (!headers.gateway().equals(gateway)) {
            return new Read.Refused(new Drop(OUTBOUND_OTHER_GATEWAY, "for gateway " + headers.gateway()), datagram);
        }
        Duration age = Duration.between(headers.at(), clock.instant());
        if (age.compareTo(maxAge) > 0) {
            return new Read.Refused(new Drop(OUTBOUND_STALE, age.toMillis() + " ms old"), datagram);
        }
        if (datagram.isKeepAlive()) {
            return new Read.KeepAlive(datagram, age);
        }
        return switch (IsakmpHeader.decode(message)) {
            case Decoded.Refused<IsakmpHeader> refused ->
                new Read.Refused(
                        new Drop(OUTBOUND_GARBAGE, refused.reason().code() + ": " + refused.detail()), datagram);
            case Decoded.Accepted<IsakmpHeader>(IsakmpHeader header) ->
                new Read.Ready(datagram, header, age, headers.fragments());
        };
    }

    private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
