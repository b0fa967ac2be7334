package io.ikebus.negotiator.vault;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.sealing.Hpke;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public keys of the gateways' agents, remembered for a short while: an agent that starts anew publishes a new one.
 * Thread-safe.
 */
public final class GatewayKeys implements AgentKeys {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    private final VaultConnection vault;
    private final InstantSource clock;
    private final Map<GatewayId, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(Octets publicKey, Instant until) {}

    public GatewayKeys(VaultConnection vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public GatewayKey of(GatewayId gateway) {
        Remembered known = remembered.get(gateway);
        if (known != null && clock.instant().isBefore(known.until())) {
            return new GatewayKey.Known(known.publicKey());
        }
        return switch (vault.get("/api/v1/gateways/" + gateway + "/hpke-key")) {
            case VaultReply.Answered(VaultBody body) ->
                published(body)
                        .<GatewayKey>map(key -> {
                            remembered.put(
                                    gateway, new Remembered(key, clock.instant().plus(TIME_TO_LIVE)));
                            return new GatewayKey.Known(key);
                        })
                        .orElse(new GatewayKey.Missing("vault-answer-garbage"));
            case VaultReply.Refused(int status, String _) ->
                new GatewayKey.Missing(status == 404 ? "no-gateway-key" : "vault-refused-" + status);
            // A key that was right a moment ago most likely still is; a wrong one does no more than fail to open.
            case VaultReply.Failed(String reason) ->
                known == null ? new GatewayKey.Missing(reason) : new GatewayKey.Known(known.publicKey());
        };
    }

    @Override
    public void forget(GatewayId gateway) {
        remembered.remove(gateway);
    }

    private static Optional<Octets> published(VaultBody body) {
        try (body) {
            return body.read(Set.of())
                    .flatMap(members -> members.text("publicKey"))
                    .flatMap(GatewayKeys::publicKey);
        }
    }

    private static Optional<Octets> publicKey(String hex) {
        try {
            return Optional.of(Octets.fromHex(hex)).filter(key -> key.length() == Hpke.PUBLIC_KEY);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
