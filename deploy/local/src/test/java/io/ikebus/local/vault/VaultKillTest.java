package io.ikebus.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.local.api.Answer;
import io.ikebus.local.backup.BackupFailure;
import io.ikebus.local.backup.BackupKey;
import io.ikebus.local.backup.Export;
import io.ikebus.local.backup.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random points of a rotation, a restoration and a first start. {@code -Dikebus.kills=N} is how often
 * each, {@code -Dikebus.seed=N} when.
 */
class VaultKillTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final int KILLS = Integer.getInteger("ikebus.kills", 2);
    private static final int MANY = 300;

    private final Random random = new Random(Long.getLong("ikebus.seed", 1));

    @TempDir
    private Path directory;

    private LoneVault vault;

    @BeforeEach
    void aVault() {
        assumeTrue(
                Files.exists(HOME.resolve("key-vault-svc/target/quarkus-app/quarkus-run.jar")),
                "key-vault-svc has not been packaged");
        vault = new LoneVault(HOME, directory);
    }

    @AfterEach
    void end() {
        if (vault != null) {
            vault.close();
        }
    }

    private Map<String, String> manyCredentials() throws IOException {
        for (int i = 0; i < MANY; i++) {
            vault.put("c" + i, "a secret of number " + i);
        }
        return skeyids();
    }

    private Map<String, String> skeyids() throws IOException {
        Map<String, String> skeyids = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            skeyids.put("c" + i, vault.skeyid("c" + i));
        }
        return skeyids;
    }

    /** When to kill is no condition that could be awaited: any moment must do. */
    private void someTime(int mostMilliseconds) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(mostMilliseconds)));
    }

    private Answer masterKey() throws IOException {
        return vault.api().get(vault.url() + "/api/v1/master-key");
    }

    private void assertNothingIsDamaged() throws IOException {
        assertThat(vault.api()
                        .get(vault.url() + "/api/v1/credentials")
                        .body()
                        .path("damaged")
                        .size())
                .isZero();
    }

    @Test
    void whileItRotatesTheMasterKey_NothingIsLostOrUnreadable() throws IOException {
        // Given
        vault.start();
        Map<String, String> before = manyCredentials();
        for (int kill = 0; kill < KILLS; kill++) {
            byte[] key = new byte[32];
            random.nextBytes(key);
            String former = Files.readString(vault.masterKeyFile())
                    .strip()
                    .lines()
                    .findFirst()
                    .orElseThrow();
            Files.writeString(vault.masterKeyFile(), HexFormat.of().formatHex(key) + "\n" + former + "\n");
            // When
            assertThat(vault.api()
                            .post(vault.url() + "/api/v1/master-key:rotate")
                            .isOk())
                    .isTrue();
            someTime(400);
            vault.kill();
            vault.start();
            // Then
            assertThat(skeyids()).isEqualTo(before);
            await().until(() -> masterKey().body().at("/rotation").has("finishedAt"));
            assertThat(masterKey().body().at("/keys/1/values").asInt()).isZero();
            assertThat(skeyids()).isEqualTo(before);
            assertNothingIsDamaged();
        }
    }

    @Test
    void whileABackupIsRestored_RunningItAgainRestoresTheRest() throws IOException {
        // Given
        vault.start();
        Map<String, String> before = manyCredentials();
        Path archive = directory.resolve("vault.backup");
        BackupKey.make(directory.resolve("backup.key"), directory.resolve("backup.pub"));
        new Export(vault.api(), vault.url()).to(archive, BackupKey.publicKey(directory.resolve("backup.pub")));
        for (int kill = 0; kill < KILLS; kill++) {
            for (String name : before.keySet()) {
                assertThat(vault.api()
                                .delete(vault.url() + "/api/v1/credentials/" + name)
                                .isOk())
                        .isTrue();
            }
            // When
            CompletableFuture<Void> restoring = CompletableFuture.runAsync(() -> restoreOrFail(archive));
            someTime(600);
            vault.kill();
            restoring.exceptionally(_ -> null).join();
            vault.start();
            assertNothingIsDamaged();
            Restore.Restored rest = restore(archive);
            // Then
            assertThat(rest.credentials() + rest.present()).isEqualTo(MANY);
            assertThat(skeyids()).isEqualTo(before);
            assertNothingIsDamaged();
        }
    }

    @Test
    void whileItMakesItsTables_TheNextStartMakesTheRest() throws IOException {
        for (int kill = 0; kill < KILLS; kill++) {
            // When
            vault.spawn();
            someTime(4_000);
            vault.kill();
        }
        // Then
        vault.start();
        vault.put("c0", "a secret of number 0");
        assertThat(vault.skeyid("c0")).hasSize(40);
    }

    private Restore.Restored restore(Path archive) throws IOException {
        return new Restore(vault.api(), vault.url()).from(archive, BackupKey.pair(directory.resolve("backup.key")));
    }

    private void restoreOrFail(Path archive) {
        try {
            restore(archive);
        } catch (IOException e) {
            throw new BackupFailure("the vault went away", e);
        }
    }
}
