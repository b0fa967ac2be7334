package io.ikebus.vault.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.MemoryStore;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.MasterKeyRing;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.rotation.Rotations;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was stored comes back usable, whatever happens to the vault in between, and in whatever order. */
class AnyOrderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SEEDS = 200;
    private static final int STEPS = 15;
    private static final String NO_CONTENT =
            "{\"certificates\":[],\"revocationLists\":[],\"revocationRequired\":false}";

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    /** A vault in a test's hands, and what it must know. */
    private static final class Vault {
        private final Random random;
        private final Map<String, String> expected = new TreeMap<>();
        private final InstantSource clock = InstantSource.fixed(NOW);
        private List<MasterKey> ring = new ArrayList<>();
        private MemoryStore store = new MemoryStore();
        private RestSealing sealing;
        private HoldingsMemory memory;

        Vault(Random random) {
            this.random = random;
            ring.add(newKey());
            restart();
        }

        private MasterKey newKey() {
            byte[] key = new byte[32];
            random.nextBytes(key);
            return MasterKey.of(Secret.wrap(key));
        }

        void restart() {
            sealing = new RestSealing(() -> new MasterKeyRing(ring), new SecureRandom());
            memory = new HoldingsMemory(store, sealing, new AuditTrail(store, 1_000, () -> {}), clock);
            memory.open();
        }

        void put() {
            String own = "c" + random.nextInt(10);
            // One of four is a version that has been replaced and is good still.
            String name = random.nextInt(4) == 0 ? Credential.formerName(own, random.nextInt(3)) : own;
            String secret = "a secret of " + random.nextInt();
            UUID id = memory.present().credentials().containsKey(name)
                    ? memory.present().credentials().get(name).stored().id()
                    : new UUID(random.nextLong(), random.nextLong());
            long version = random.nextInt(1_000_000);
            String selectors = "{\"connections\":[\"" + own + "\"]}";
            Octets sealed = sealing.seal(
                    Secret.wrap(secret.getBytes(UTF_8)),
                    StoredCredential.binding(id, name, "psk", version, selectors, NO_CONTENT, NOW, NOW));
            StoredCredential stored =
                    new StoredCredential(id, name, "psk", version, selectors, NO_CONTENT, NOW, NOW, sealed);
            Credential credential = Credential.read(stored).orElseThrow();
            memory.change(_ -> new Decision<>("", List.of(new Write.SaveCredential(credential)), List.of()));
            expected.put(name, secret);
        }

        /** All of a rotation, or the beginning of one. */
        void rotate() {
            ring.addFirst(newKey());
            sealing.reload();
            Rotations.begin(memory, sealing, clock);
            if (random.nextBoolean()) {
                Rotations.finish(memory, sealing, clock);
            }
        }

        void takeOldKeysAway() {
            Rotations.finish(memory, sealing, clock);
            if (memory.present().rotation().isPresent()) {
                ring = new ArrayList<>(ring.subList(0, 1));
                sealing.reload();
            }
        }

        /** To another database, under another master key. */
        void moveByBackup() {
            Backup page = new Paging(sealing).page(memory.present(), "", 0).page();
            Hpke.KeyPair keeper = Hpke.generate();
            Octets archive = PageSealing.seal(page, keeper.publicKey());
            store = new MemoryStore();
            ring = new ArrayList<>(List.of(newKey()));
            restart();
            Hpke.KeyPair restoring = Hpke.generate();
            Secret json =
                    Hpke.open(keeper, Backup.TO_KEEP, Octets.EMPTY, archive).orElseThrow();
            Octets sent = Hpke.seal(restoring.publicKey(), Backup.TO_RESTORE, Octets.EMPTY, json);
            Backup received = PageSealing.open(restoring, sent).orElseThrow();
            Restoring restorer = new Restoring(sealing, clock);
            memory.change(before -> restorer.restore(before, received, "anna"));
        }

        void assertAllIsUsable() {
            Map<String, String> present = new TreeMap<>();
            memory.present().credentials().forEach((name, credential) -> {
                Secret secret = sealing.open(
                                credential.stored().sealed(),
                                credential.stored().binding())
                        .orElseThrow();
                present.put(name, secret.with(octets -> new String(octets, UTF_8)));
            });
            assertThat(present).isEqualTo(expected);
            assertThat(memory.present().damagedCredentials()).isEmpty();
            assertThat(memory.present().damagedKeys()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasStoredComesBackUsable(int seed) {
        // Given
        Random random = new Random(seed);
        Vault vault = new Vault(random);
        for (int step = 0; step < STEPS; step++) {
            // When
            switch (random.nextInt(6)) {
                case 0, 1 -> vault.put();
                case 2 -> vault.rotate();
                case 3 -> vault.takeOldKeysAway();
                case 4 -> vault.moveByBackup();
                default -> vault.restart();
            }
            // Then
            vault.assertAllIsUsable();
        }
    }
}
