package io.ikebus.agent.api;

import io.ikebus.agent.access.Role;
import io.ikebus.agent.config.AgentConfig;
import io.ikebus.agent.install.Installer;
import io.ikebus.agent.intake.Intake;
import io.ikebus.agent.intake.IntakeStatus;
import io.ikebus.agent.start.AgentMetrics;
import io.ikebus.agent.start.ChosenKernel;
import io.ikebus.agent.vault.AgentKey;
import io.ikebus.agent.vault.VaultRegistration;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What this agent is and how it fares. */
@Path("/api/v1/status")
@RolesAllowed({Role.VIEWER, Role.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    private final AgentConfig config;
    private final ChosenKernel chosen;
    private final Installer installer;
    private final Intake intake;
    private final VaultRegistration registration;
    private final AgentKey key;
    private final AgentMetrics metrics;

    StatusResource(
            AgentConfig config,
            ChosenKernel chosen,
            Installer installer,
            Intake intake,
            VaultRegistration registration,
            AgentKey key,
            AgentMetrics metrics) {
        this.config = config;
        this.chosen = chosen;
        this.installer = installer;
        this.intake = intake;
        this.registration = registration;
        this.key = key;
        this.metrics = metrics;
    }

    @GET
    @Operation(summary = "The agent's status, with a warning if its SAs encrypt nothing")
    public StatusView status() {
        IntakeStatus commands = intake.status();
        return new StatusView(
                config.gateway().value(),
                chosen.kernel().backend().label(),
                chosen.reason(),
                chosen.warning().orElse(null),
                new StatusView.Part(commands.ready(), commands.detail()),
                new StatusView.Part(registration.isRegistered(), registration.detail()),
                key.publicKey().hex(),
                installer.size(),
                metrics.totals());
    }
}
