package io.ikebus.agent.start;

import io.ikebus.agent.intake.EventLoop;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Alive is an agent that hears its kernel. The data say which kernel that is, and warn if it encrypts nothing. */
@Liveness
@Singleton
final class KernelHealth implements HealthCheck {
    private final ChosenKernel chosen;
    private final EventLoop events;

    KernelHealth(ChosenKernel chosen, EventLoop events) {
        this.chosen = chosen;
        this.events = events;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("kernel")
                .status(events.isListening())
                .withData("backend", chosen.kernel().backend().label())
                .withData("reason", chosen.reason());
        chosen.warning().ifPresent(warning -> response.withData("warning", warning));
        return response.build();
    }
}
