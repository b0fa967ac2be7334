package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.vault.VaultConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as sessions can be served. A vault that is silent does not make a negotiator unready: established
 * sessions go on, and no other negotiator would have a better one; the answer says {@code degraded}.
 */
@Readiness
@Singleton
final class NegotiatorHealth implements HealthCheck {
    private final KafkaStreams streams;
    private final VaultConnection vault;

    @Inject
    NegotiatorHealth(KafkaStreams streams, VaultConnection vault) {
        this.streams = streams;
        this.vault = vault;
    }

    @Override
    public HealthCheckResponse call() {
        KafkaStreams.State state = streams.state();
        return HealthCheckResponse.named("negotiator")
                .status(state == KafkaStreams.State.RUNNING)
                .withData("streams", state.name())
                .withData("vault", vault.isReachable() ? "reachable" : "unreachable: " + vault.reason())
                .withData("degraded", !vault.isReachable())
                .build();
    }
}
