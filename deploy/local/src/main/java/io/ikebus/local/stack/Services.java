package io.ikebus.local.stack;

import io.ikebus.local.child.Child;
import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.child.Spawner;
import io.ikebus.local.service.Launch;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.service.ServicePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The services' processes: each end that we have not asked for is a failure of the whole. */
final class Services {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private record Running(ServiceKind kind, Child child) {}

    private final Layout layout;
    private final boolean brief;
    private final Ledger ledger;
    private final CompletableFuture<Void> failure;
    private final Spawner spawner = new Spawner();
    private final List<Running> running = new ArrayList<>();
    private boolean ending;

    /** @param failure completed with a {@link StackFailure} when a process ends by itself */
    Services(Layout layout, boolean brief, Ledger ledger, CompletableFuture<Void> failure) {
        this.layout = layout;
        this.brief = brief;
        this.ledger = ledger;
        this.failure = failure;
    }

    synchronized Child start(ServicePlan plan) {
        if (ending) {
            throw new StackFailure("interrupted");
        }
        configure(plan);
        Child child = spawner.spawn(Launch.command(
                plan,
                layout.application(plan.kind().module()),
                layout.service(plan.name()),
                layout.log(plan.name()),
                brief));
        ledger.started(plan.name(), child.identity());
        running.add(new Running(plan.kind(), child));
        var _ = child.onExit().thenAccept(this::mourn);
        return child;
    }

    /** @return the file with the service's configuration */
    Path configure(ServicePlan plan) {
        return OwnerOnly.write(
                layout.service(plan.name()).resolve("config/application.properties"), Launch.configuration(plan));
    }

    /** Ends all; the vault last, because the others may still ask it. */
    void endAll() {
        synchronized (this) {
            ending = true;
        }
        end(each -> each.kind() != ServiceKind.VAULT);
        end(each -> each.kind() == ServiceKind.VAULT);
        spawner.close();
    }

    synchronized boolean isEnding() {
        return ending;
    }

    private void end(Predicate<Running> chosen) {
        List<ProcessIdentity> processes;
        synchronized (this) {
            processes = running.stream()
                    .filter(chosen)
                    .map(each -> each.child().identity())
                    .toList();
        }
        ProcessIdentity.endAll(processes, GRACE);
    }

    private synchronized void mourn(Child child) {
        if (!ending) {
            failure.completeExceptionally(new StackFailure(child.obituary()));
        }
    }
}
