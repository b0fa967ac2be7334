package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.holdings.GatewayKey;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Table {@code gateway_key}. */
@Entity
@Table(name = "gateway_key")
@SuppressWarnings("NullAway.Init")
public class GatewayKeyRow extends PanacheEntityBase {
    @Id
    public String gateway;

    public byte[] publicKey;
    public int version;
    public Instant changedAt;
    public byte[] seal;

    void take(GatewayKey key) {
        publicKey = key.publicKey().toByteArray();
        version = key.version();
        changedAt = key.changedAt();
        seal = key.seal().toByteArray();
    }

    GatewayKey stored() {
        return new GatewayKey(gateway, Octets.copyOf(publicKey), version, changedAt, Octets.copyOf(seal));
    }
}
