package io.ikebus.vault.start;

import io.ikebus.vault.holdings.HoldingsMemory;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the vault is whole: its database is there and every row intact. Down it still answers what it can, so this is
 * not a question of readiness.
 */
@Wellness
@Singleton
final class DatabaseHealth implements HealthCheck {
    private final HoldingsMemory memory;

    DatabaseHealth(HoldingsMemory memory) {
        this.memory = memory;
    }

    @Override
    public HealthCheckResponse call() {
        boolean reachable = memory.isStoreReachable();
        int damaged = memory.isOpen()
                ? memory.present().damagedCredentials().size()
                        + memory.present().damagedKeys().size()
                : 0;
        return HealthCheckResponse.named("database")
                .status(reachable && damaged == 0)
                .withData("reachable", reachable)
                .withData("changes", reachable ? "accepted" : "refused until the database is back")
                .withData("damagedRows", damaged)
                .build();
    }
}
