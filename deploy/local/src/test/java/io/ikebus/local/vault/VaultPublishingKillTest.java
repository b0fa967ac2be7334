package io.ikebus.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.local.vault.SiemRecords.Seen;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while audit events are on their way to {@code siem.events}: each event of the table comes at least
 * once, in the table's order, and when it comes again it is the same one (ADR 11, 4 and 5). {@code -Dikebus.kills=N} is
 * how often at random, {@code -Dikebus.seed=N} when.
 */
class VaultPublishingKillTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final int KILLS = Integer.getInteger("ikebus.kills", 2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 3;

    private final Random random = new Random(Long.getLong("ikebus.seed", 1));

    @TempDir
    private Path directory;

    private LoneVault vault;
    private EmbeddedBroker broker;
    private SiemRecords records;

    @BeforeEach
    void aVaultAndABus() {
        assumeTrue(
                Files.exists(HOME.resolve("key-vault-svc/target/quarkus-app/quarkus-run.jar")),
                "key-vault-svc has not been packaged");
        int port = FreePorts.tcp();
        vault = new LoneVault(HOME, directory, "127.0.0.1:" + port);
        broker =
                EmbeddedBroker.start(BrokerOptions.temporary().onPort(port).withMutualTls(vault.certificate("broker")));
        broker.ensureTopics(List.of(new Topic(Topics.SIEM_EVENTS, PARTITIONS, Topic.Cleanup.DELETE)));
        records = new SiemRecords(broker);
        vault.start();
    }

    @AfterEach
    void end() {
        if (vault != null) {
            vault.close();
        }
        if (records != null) {
            records.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void everyEventComesInItsOrderHoweverOftenTheVaultIsKilled() throws Exception {
        // Given
        vault.put("c0", Callers.secret("c0"));
        for (int kill = 0; kill < KILLS; kill++) {
            try (Callers callers = Callers.start(vault)) {
                long before = records.last();
                await().atMost(PATIENCE).until(() -> records.last() > before);
                // When
                someTime(1_500);
                vault.kill();
            }
            vault.start();
        }
        // Then
        assertWhatTheTableHasIsOnTheBus();
        System.out.printf(
                "%d kills of a vault that sends: %d events, %d records%n",
                KILLS, records.last(), records.all().size());
    }

    @Test
    void whatWasSentWhenTheVaultWasKilledBeforeItKnewComesAgainWithTheSameIdentity() throws Exception {
        // Given
        vault.database().execute("""
                create function wait_for_the_test() returns trigger language plpgsql as $$
                begin
                    perform pg_advisory_xact_lock_shared(1);
                    return new;
                end
                $$""");
        vault.database()
                .execute("create trigger wait_for_the_test before update on audit_published"
                        + " for each row execute function wait_for_the_test()");
        vault.put("c0", Callers.secret("c0"));
        await().atMost(PATIENCE).until(() -> records.last() > 0 && records.last() == table("published"));
        long before = records.last();
        try (Connection test = vault.database().connect();
                Statement statement = test.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");
            vault.put("c1", Callers.secret("c1"));
            await().atMost(PATIENCE).until(() -> records.last() > before);
            assertThat(table("published")).isEqualTo(before);
            // When
            vault.kill();
        }
        vault.start();
        // Then
        assertWhatTheTableHasIsOnTheBus();
        assertThat(records.all().stream().filter(one -> one.number() == before + 1))
                .hasSizeGreaterThan(1);
    }

    /** When to kill is no condition that could be awaited: any moment must do. */
    private void someTime(int mostMilliseconds) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(mostMilliseconds)));
    }

    /** {@code number} of the one row of {@code audit_head} or {@code audit_published}. */
    private long table(String name) throws SQLException {
        try (Connection connection = vault.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select number from audit_" + name)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Map<Long, String> hashes() throws SQLException {
        Map<Long, String> hashes = new TreeMap<>();
        try (Connection connection = vault.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select number, encode(hash, 'hex') from audit_event")) {
            while (rows.next()) {
                hashes.put(rows.getLong(1), rows.getString(2));
            }
        }
        return hashes;
    }

    private void assertWhatTheTableHasIsOnTheBus() throws SQLException {
        await().atMost(PATIENCE).until(() -> records.last() > 0 && table("head") == table("published"));
        List<Seen> all = records.all();
        assertThat(all).extracting(Seen::key).containsOnly("vault");
        assertThat(all.stream().map(Seen::partition).distinct()).hasSize(1);
        Map<Long, String> arrived = new TreeMap<>();
        Map<Long, Seen> first = new HashMap<>();
        long former = 0;
        for (Seen one : all) {
            // Some events may come again, from the first that the cursor had not passed; none is left out.
            assertThat(one.number()).isBetween(1L, former + 1);
            former = one.number();
            arrived.put(one.number(), one.hash());
            Seen earlier = first.putIfAbsent(one.number(), one);
            if (earlier != null) {
                assertThat(one.event()).isEqualTo(earlier.event());
            }
        }
        assertThat(first.values().stream().map(Seen::identity)).doesNotHaveDuplicates();
        assertThat(arrived).isEqualTo(hashes());
    }
}
