package io.ikebus.agent.api;

import io.ikebus.agent.access.Role;
import io.ikebus.agent.install.Installer;
import io.ikebus.agent.start.ChosenKernel;
import io.ikebus.protocol.bus.PolicyDescription;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The policies this agent answers for: one per direction and selector, that of the newest SA. */
@Path("/api/v1/policies")
@RolesAllowed({Role.VIEWER, Role.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public final class PolicyResource {
    private final Installer installer;
    private final ChosenKernel chosen;

    PolicyResource(Installer installer, ChosenKernel chosen) {
        this.installer = installer;
        this.chosen = chosen;
    }

    @GET
    @Operation(summary = "The policies, and whether the kernel has them")
    public List<PolicyView> policies() {
        Set<PolicyDescription> there = new HashSet<>(chosen.kernel().policies());
        return installer.inventory().policies().stream()
                .map(policy -> new PolicyView(policy, there.contains(policy)))
                .toList();
    }
}
