package io.ikebus.local.stack;

import io.ikebus.local.api.Api;
import io.ikebus.local.child.Child;
import io.ikebus.local.service.ServicePlan;
import io.ikebus.local.terminal.Screen;
import io.ikebus.testkit.files.Directories;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stack from its start to its end. What can start at the same time does: the vault needs the database, the others the
 * broker.
 */
public final class Stack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final StackOptions options;
    private final Screen screen;
    private final DirectoryLock lock;
    private final Preparation prepared;
    private final Services services;
    private final Infrastructure infrastructure;
    private final ExecutorService workers;
    /** Completes when something that must run has ended. */
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    private volatile boolean closed;

    private Stack(
            StackOptions options, Screen screen, DirectoryLock lock, Preparation prepared, ExecutorService workers) {
        this.options = options;
        this.screen = screen;
        this.lock = lock;
        this.prepared = prepared;
        this.workers = workers;
        this.services = new Services(prepared.layout(), options.brief(), prepared.ledger(), failure);
        this.infrastructure = new Infrastructure(prepared, options.partitions(), workers);
    }

    /**
     * Takes the directory and begins to start; {@link #awaitReady} waits for it.
     *
     * @throws StackFailure if a stack runs in this directory, or what it needs is missing
     */
    public static Stack begin(StackOptions options, Screen screen) {
        Layout layout = Layout.of(options);
        DirectoryLock lock = DirectoryLock.take(layout.root());
        try {
            long began = System.nanoTime();
            Preparation prepared = Preparation.of(options, layout);
            LauncherLog.to(layout.log("launcher"));
            screen.step("identities", "authority, certificates, token, secrets", since(began));
            return new Stack(options, screen, lock, prepared, Executors.newVirtualThreadPerTaskExecutor());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Removes the data that earlier stacks have left in the directory.
     *
     * @throws StackFailure if a stack runs there
     */
    public static void forget(StackOptions options) {
        Layout layout = Layout.of(options);
        try (DirectoryLock _ = DirectoryLock.take(layout.root())) {
            Leftovers.end(layout.root());
            Directories.remove(layout.data());
        }
    }

    /** @throws StackFailure if anything does not come up; then the stack must be closed */
    public void awaitReady() {
        long began = System.nanoTime();
        try (Api api = api()) {
            List<CompletableFuture<?>> steps = new ArrayList<>();
            StackPlan plan = prepared.plan();
            CompletableFuture<?> broker = infrastructure
                    .broker()
                    .thenAccept(started ->
                            screen.step("broker", started.bootstrapServers() + ", mutual TLS", since(began)));
            CompletableFuture<?> database = infrastructure
                    .database()
                    .thenAccept(started ->
                            screen.step("database", "127.0.0.1:" + started.port() + ", PostgreSQL", since(began)));
            steps.add(database.thenRunAsync(() -> startService(plan.vault(), api), workers));
            for (ServicePlan service : plan.others()) {
                steps.add(broker.thenRunAsync(() -> startService(service, api), workers));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
            // The first that fails ends the wait for all others.
            steps.forEach(step -> step.whenComplete((done, fault) -> {
                if (fault != null) {
                    failure.completeExceptionally(fault);
                }
            }));
            join(CompletableFuture.anyOf(all, failure));
        }
        prepared.ledger().ready();
    }

    public StackState state() {
        return prepared.ledger().state();
    }

    /** Returns only by a {@link StackFailure}: something that must run has ended. */
    public void awaitFailure() {
        join(failure);
    }

    public boolean isClosed() {
        return closed;
    }

    /** Ends everything; who calls while another thread is at it waits for that one. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        services.endAll();
        infrastructure.close();
        workers.shutdownNow();
        prepared.plan().close();
        if (!options.keepData()) {
            Directories.remove(prepared.layout().data());
        }
        StateFile.remove(prepared.layout().root());
        lock.close();
        closed = true;
    }

    private Api api() {
        StackState state = state();
        return new Api(state.keystoreFile(), state.trustFile(), state.tokenFile());
    }

    private void startService(ServicePlan plan, Api api) {
        if (options.without().contains(plan.name())) {
            screen.line("  %-16s left to you, with %s".formatted(plan.name(), services.configure(plan)));
            return;
        }
        long began = System.nanoTime();
        Child child = services.start(plan);
        Readiness.await(api, plan.url(), child, PATIENCE);
        screen.step(plan.name(), plan.url(), since(began));
    }

    private void join(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            if (services.isEnding()) {
                throw new StackFailure("interrupted", e);
            }
            if (e.getCause() instanceof StackFailure told) {
                throw told;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StackFailure(String.valueOf(cause.getMessage()), cause);
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
