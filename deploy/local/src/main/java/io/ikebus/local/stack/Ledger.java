package io.ikebus.local.stack;

import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.service.ServicePlan;
import io.ikebus.local.stack.StackState.Leftover;
import io.ikebus.local.stack.StackState.Service;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps the state file in step with what has been started, process by process. */
final class Ledger {

    private final Path root;
    private StackState state;

    Ledger(Layout layout, StackPlan plan, Path operatorToken, IssuedCertificate launcher) {
        this.root = layout.root();
        this.state = new StackState(
                StackState.VERSION,
                StateFile.bootId(),
                ProcessIdentity.ofThisProcess(),
                Instant.now(),
                false,
                "127.0.0.1:" + plan.brokerPort(),
                plan.services().map(service -> entry(layout, service)).toList(),
                List.of(),
                plan.gateways(),
                operatorToken,
                launcher.trust(),
                launcher.keystore());
        StateFile.write(root, state);
    }

    synchronized StackState state() {
        return state;
    }

    synchronized void started(String name, ProcessIdentity process) {
        List<Leftover> processes = new ArrayList<>(state.processes());
        processes.add(new Leftover(name, process));
        replace(state.ready(), processes);
    }

    synchronized void ready() {
        replace(true, state.processes());
    }

    private void replace(boolean ready, List<Leftover> processes) {
        state = new StackState(
                state.v(),
                state.bootId(),
                state.launcher(),
                state.startedAt(),
                ready,
                state.bootstrapServers(),
                state.services(),
                processes,
                state.gateways(),
                state.tokenFile(),
                state.trustFile(),
                state.keystoreFile());
        StateFile.write(root, state);
    }

    private static Service entry(Layout layout, ServicePlan plan) {
        return new Service(plan.name(), plan.kind(), plan.gateway(), plan.url(), layout.log(plan.name()));
    }
}
