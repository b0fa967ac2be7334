package io.ikebus.agent.start;

import io.ikebus.agent.vault.VaultRegistration;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is an agent whose public key the vault has: before that no negotiator can seal keys to it. */
@Readiness
@Singleton
final class VaultHealth implements HealthCheck {
    private final VaultRegistration registration;

    VaultHealth(VaultRegistration registration) {
        this.registration = registration;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("vault registration")
                .status(registration.isRegistered())
                .withData("detail", registration.detail())
                .build();
    }
}
