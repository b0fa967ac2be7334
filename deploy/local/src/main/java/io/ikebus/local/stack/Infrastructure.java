package io.ikebus.local.stack;

import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.postgres.DatabaseOptions;
import io.ikebus.testkit.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Broker and PostgreSQL, which belong to this process. */
final class Infrastructure implements AutoCloseable {

    private static final int START_SECONDS = 60;

    private final CompletableFuture<EmbeddedBroker> broker;
    private final CompletableFuture<EmbeddedDatabase> database;

    /** Both begin to start at once. */
    Infrastructure(Preparation prepared, int partitions, Executor workers) {
        StackPlan plan = prepared.plan();
        this.broker = CompletableFuture.supplyAsync(
                () -> Bus.start(prepared.layout(), plan.brokerPort(), prepared.brokerCertificate(), partitions),
                workers);
        this.database = CompletableFuture.supplyAsync(() -> startDatabase(prepared), workers);
    }

    CompletableFuture<EmbeddedBroker> broker() {
        return broker;
    }

    CompletableFuture<EmbeddedDatabase> database() {
        return database;
    }

    /** Also while they start: what has begun is waited for, or its processes would stay. */
    @Override
    public void close() {
        closeWhenStarted(database);
        closeWhenStarted(broker);
    }

    private static EmbeddedDatabase startDatabase(Preparation prepared) {
        Path home = prepared.layout().data().resolve("postgres");
        EmbeddedDatabase database = EmbeddedDatabase.start(DatabaseOptions.temporary(
                        StackPlan.DATABASE_USER, prepared.secrets().readDatabasePassword())
                .keptIn(home)
                .onPort(prepared.plan().databasePort()));
        // PostgreSQL is a process of its own; its first line there is its number.
        try (var lines = Files.lines(home.resolve("data/postmaster.pid"))) {
            lines.findFirst()
                    .map(String::strip)
                    .map(Long::parseLong)
                    .flatMap(ProcessIdentity::of)
                    .ifPresent(process -> prepared.ledger().started("database", process));
            return database;
        } catch (IOException | NumberFormatException e) {
            database.close();
            throw new StackFailure("PostgreSQL left no process number in " + home, e);
        }
    }

    private static void closeWhenStarted(CompletableFuture<? extends AutoCloseable> starting) {
        try {
            starting.get(START_SECONDS, TimeUnit.SECONDS).close();
        } catch (ExecutionException | TimeoutException e) {
            // It did not start: whoever waited for it has been told why.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the stack's own broker or database did not stop", e);
        }
    }
}
