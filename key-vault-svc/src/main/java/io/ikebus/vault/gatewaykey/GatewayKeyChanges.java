package io.ikebus.vault.gatewaykey;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.GatewayKey;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Decides what becomes of gateways' keys. */
@Singleton
final class GatewayKeyChanges {
    private final RestSealing sealing;
    private final InstantSource clock;

    GatewayKeyChanges(RestSealing sealing, InstantSource clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /** What a PUT did. */
    record Put(GatewayKey key, boolean created) {}

    /** The same key again changes nothing. */
    Decision<Put> put(Holdings before, GatewayId gateway, Octets publicKey, String actor) {
        GatewayKey present = before.gatewayKeys().get(gateway.value());
        if (present != null && present.publicKey().equals(publicKey)) {
            return Decision.nothing(new Put(present, false));
        }
        // The database keeps microseconds, and the seal is bound to what it keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int version = present == null ? 1 : present.version() + 1;
        Octets seal = sealing.sealNothing(GatewayKey.binding(gateway.value(), publicKey, version, now));
        GatewayKey next = new GatewayKey(gateway.value(), publicKey, version, now, seal);
        AuditEvent event =
                new AuditEvent(now, actor, "gateway-key.put", Outcome.CHANGED, gateway.value(), "version " + version);
        return new Decision<>(new Put(next, present == null), List.of(new Write.SaveGatewayKey(next)), List.of(event));
    }

    /** Its gateway, without a key. */
    Decision<String> delete(Holdings before, GatewayId gateway, String actor) {
        String name = gateway.value();
        if (!before.gatewayKeys().containsKey(name) && !before.damagedKeys().contains(name)) {
            throw ProblemException.notFound("this gateway has no key");
        }
        AuditEvent event =
                new AuditEvent(clock.instant(), actor, "gateway-key.delete", Outcome.CHANGED, name, "deleted");
        return new Decision<>(name, List.of(new Write.RemoveGatewayKey(name)), List.of(event));
    }
}
