package io.ikebus.agent.api;

import io.ikebus.agent.access.Role;
import io.ikebus.agent.install.Installer;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.agent.start.ChosenKernel;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The SAs this agent answers for, as its kernel shows them. */
@Path("/api/v1/sas")
@RolesAllowed({Role.VIEWER, Role.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public final class SaResource {
    private final Installer installer;
    private final ChosenKernel chosen;

    SaResource(Installer installer, ChosenKernel chosen) {
        this.installer = installer;
        this.chosen = chosen;
    }

    @GET
    @Operation(
            summary = "The SAs, without keys",
            description =
                    "With a challenge of 16 to 64 octets, each SA comes with a digest of the challenge under its key")
    public List<SaView> sas(@QueryParam("challenge") @Nullable String challenge) {
        Optional<KeyDigest> digest = KeyDigest.parse(challenge);
        List<KernelSa> dump = chosen.kernel().sas();
        try {
            Map<SaRef, KernelSa> there = dump.stream()
                    .collect(Collectors.toMap(KernelSa::ref, Function.identity(), (first, second) -> first));
            return installer.inventory().sas().stream()
                    .map(held -> {
                        Optional<KernelSa> sa = Optional.ofNullable(there.get(held.ref()));
                        return SaView.of(held, sa, digest(digest, sa));
                    })
                    .toList();
        } finally {
            dump.forEach(KernelSa::wipe);
        }
    }

    private static @Nullable String digest(Optional<KeyDigest> digest, Optional<KernelSa> sa) {
        return digest.flatMap(asked -> sa.map(KernelSa::keymat).map(asked::of)).orElse(null);
    }
}
