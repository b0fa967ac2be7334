package io.ikebus.local.stack;

import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.service.GatewayPlan;
import io.ikebus.local.service.ServiceKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What other commands must know of a stack; kept as JSON in its directory while it runs. Holds no secret.
 *
 * @param bootId of the kernel: after a reboot no process number here means anything
 * @param launcher the process that has the broker, and whose end is the stack's
 * @param ready whether everything has come up
 * @param processes all that must not outlive the stack
 * @param tokenFile an operator's bearer token
 * @param trustFile the authority of all certificates here
 * @param keystoreFile key and certificate of the launcher
 */
public record StackState(
        int v,
        String bootId,
        ProcessIdentity launcher,
        Instant startedAt,
        boolean ready,
        String bootstrapServers,
        List<Service> services,
        List<Leftover> processes,
        List<GatewayPlan> gateways,
        Path tokenFile,
        Path trustFile,
        Path keystoreFile) {
    public static final int VERSION = 1;

    /** @param gateway empty for a service that is not a gateway's */
    public record Service(String name, ServiceKind kind, String gateway, String url, Path log) {}

    /** A process, by a name for people. */
    public record Leftover(String name, ProcessIdentity process) {}

    public StackState {
        services = List.copyOf(services);
        processes = List.copyOf(processes);
        gateways = List.copyOf(gateways);
    }

    /** @throws StackFailure if the stack has no such service */
    public Service service(ServiceKind kind, String gateway) {
        return services.stream()
                .filter(service -> service.kind() == kind && service.gateway().equals(gateway))
                .findFirst()
                .orElseThrow(() -> new StackFailure("the stack has no " + kind + " " + gateway));
    }

    public GatewayPlan gateway(String id) {
        return gateways.stream()
                .filter(gateway -> gateway.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new StackFailure("the stack has no gateway " + id));
    }
}
