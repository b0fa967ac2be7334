package io.ikebus.protocol.sealing;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Which partition a key belongs to: SipHash-2-4 under the cluster secret. All services must have the same secret, or
 * messages of one session land on different partitions. Thread-safe.
 */
public final class PartitionHash {
    /** Octets of the cluster secret that are used. */
    public static final int SECRET_OCTETS = 16;

    private final Secret secret;

    /** @throws IllegalArgumentException if the secret has fewer than 16 octets */
    public PartitionHash(Secret clusterSecret) {
        if (clusterSecret.length() < SECRET_OCTETS) {
            throw new IllegalArgumentException("a cluster secret has at least 16 octets");
        }
        this.secret = clusterSecret.slice(0, SECRET_OCTETS);
    }

    public int partition(SessionKey key, int partitions) {
        return partition(key.toString(), partitions);
    }

    public int partition(GatewayId gateway, int partitions) {
        return partition(gateway.value(), partitions);
    }

    /** By any other text, such as a connection's name. */
    public int partition(String key, int partitions) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        SipHash hash = new SipHash();
        hash.init(secret.with(KeyParameter::new));
        hash.update(bytes, 0, bytes.length);
        return (int) Long.remainderUnsigned(hash.doFinal(), partitions);
    }
}
