package io.ikebus.vault.start;

import io.ikebus.vault.revocation.CrlFetching;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether every revocation list that is fetched came the last time; the log says which did not. */
@Wellness
@Singleton
final class CrlHealth implements HealthCheck {
    private final CrlFetching fetching;

    CrlHealth(CrlFetching fetching) {
        this.fetching = fetching;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("crl-sources")
                .status(fetching.failing() == 0)
                .withData("sources", fetching.count())
                .withData("failing", fetching.failing())
                .build();
    }
}
