package io.ikebus.transport.ingress;

import io.ikebus.protocol.octets.Octets;
import org.apache.kafka.common.serialization.Serializer;

/** The value of a datagram record: the octets, and nothing about them. */
public final class OctetsSerializer implements Serializer<Octets> {

    @Override
    public byte[] serialize(String topic, Octets data) {
        return data.toByteArray();
    }
}
