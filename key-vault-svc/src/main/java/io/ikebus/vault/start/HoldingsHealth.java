package io.ikebus.vault.start;

import io.ikebus.vault.holdings.HoldingsMemory;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a vault that has read its holdings once; from then on it answers, whether the database is there or not. */
@Readiness
@Singleton
final class HoldingsHealth implements HealthCheck {
    private final HoldingsMemory memory;

    HoldingsHealth(HoldingsMemory memory) {
        this.memory = memory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("holdings").status(memory.isOpen()).build();
    }
}
