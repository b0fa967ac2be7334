package io.ikebus.local.interop;

import io.ikebus.local.api.Api;
import io.ikebus.local.child.Child;
import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.child.Spawner;
import io.ikebus.local.service.Launch;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.service.ServicePlan;
import io.ikebus.local.stack.Readiness;
import io.ikebus.testkit.files.Directories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One process of each service, by the launcher's recipes, and with a negotiator that can be killed. */
final class BedStack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_STARTS = 3;
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Path home;
    private final Path directory;
    private final Path logs;
    private final Map<ServiceKind, ServicePlan> plans;
    private final Api api;
    private final Spawner spawner = new Spawner();
    private final Map<ServiceKind, Child> children = new EnumMap<>(ServiceKind.class);

    /** @param home the repository, whose services have been built */
    BedStack(Path home, Path directory, Path logs, Map<ServiceKind, ServicePlan> plans, Api api) {
        this.home = home;
        this.directory = directory;
        this.logs = Directories.make(logs);
        this.plans = plans;
        this.api = api;
    }

    /** Returns when all services are ready. With one processor, one after the other is as fast as all at once. */
    void start() {
        for (ServiceKind kind : ServiceKind.values()) {
            start(kind);
            awaitReady(kind);
        }
    }

    void start(ServiceKind kind) {
        ServicePlan plan = plan(kind);
        Path working = directory.resolve("services").resolve(plan.name());
        Directories.make(working.resolve("config"));
        TextFile.write(working.resolve("config/application.properties"), Launch.configuration(plan));
        Path application = home.resolve(kind.module()).resolve("target/quarkus-app");
        Path log = logs.resolve(plan.name() + ".log");
        children.put(kind, spawner.spawn(Launch.command(plan, application, working, log, true)));
    }

    /** A service that does not find in time what it needs ends; its supervisor, which is this, starts it again. */
    void awaitReady(ServiceKind kind) {
        AtomicInteger starts = new AtomicInteger(1);
        Waiting.until(kind + " is ready", PATIENCE, () -> {
            Child child = child(kind);
            if (!child.isAlive()) {
                System.out.println(child.obituary());
                if (starts.incrementAndGet() > MOST_STARTS) {
                    throw new IllegalStateException(kind + " does not start");
                }
                start(kind);
            }
            return Readiness.look(api, url(kind)).equals(Readiness.UP);
        });
    }

    /** As {@code kill -9}: it cannot say goodbye to anybody. */
    void kill(ServiceKind kind) {
        ProcessIdentity identity = child(kind).identity();
        ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroyForcibly);
        Waiting.until(kind + " is dead", GRACE, () -> !identity.isRunning());
    }

    String url(ServiceKind kind) {
        return plan(kind).url();
    }

    @Override
    public void close() {
        ProcessIdentity.endAll(children.values().stream().map(Child::identity).toList(), GRACE);
        spawner.close();
    }

    private ServicePlan plan(ServiceKind kind) {
        ServicePlan plan = plans.get(kind);
        if (plan == null) {
            throw new IllegalStateException("there is no plan for " + kind);
        }
        return plan;
    }

    private Child child(ServiceKind kind) {
        Child child = children.get(kind);
        if (child == null) {
            throw new IllegalStateException(kind + " has not been started");
        }
        return child;
    }
}
