package io.ikebus.agent.start;

import io.ikebus.agent.intake.Intake;
import io.ikebus.agent.intake.IntakeStatus;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is an agent that takes commands. */
@Readiness
@Singleton
final class IntakeHealth implements HealthCheck {
    private final Intake intake;

    IntakeHealth(Intake intake) {
        this.intake = intake;
    }

    @Override
    public HealthCheckResponse call() {
        IntakeStatus status = intake.status();
        return HealthCheckResponse.named("commands")
                .status(status.ready())
                .withData("detail", status.detail())
                .build();
    }
}
