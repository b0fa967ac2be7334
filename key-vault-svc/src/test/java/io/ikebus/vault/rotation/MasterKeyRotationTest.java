package io.ikebus.vault.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.MasterKeyRing;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Selectors;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MasterKeyRotationTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MANY = 2 * MasterKeyRotation.BATCH + 7;

    private final RestSealing before = sealing(1);
    private final RestSealing both = sealing(2, 1);
    private final MasterKeyRotation rotation = new MasterKeyRotation(both, InstantSource.fixed(NOW));

    private static RestSealing sealing(int... fills) {
        List<MasterKey> keys = new ArrayList<>();
        for (int fill : fills) {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) fill);
            keys.add(MasterKey.of(Secret.wrap(key)));
        }
        return new RestSealing(() -> new MasterKeyRing(keys), new SecureRandom());
    }

    private static Credential credential(RestSealing sealing, int number) {
        UUID id = new UUID(0, number);
        String name = "c" + number;
        Octets sealed = sealing.seal(
                Secret.wrap(new byte[] {(byte) number}),
                StoredCredential.binding(id, name, "psk", 1, "{}", "{}", NOW, NOW));
        return new Credential(
                new StoredCredential(id, name, "psk", 1, "{}", "{}", NOW, NOW, sealed),
                new Selectors(null, List.of(new ConnectionName(name)), null, null, null),
                Content.NONE,
                List.of(),
                List.of());
    }

    private Holdings many() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            writes.add(new Write.SaveCredential(credential(before, i)));
        }
        Octets sealed = before.seal(Secret.wrap(new byte[32]), StoredSealingKey.binding("sk-1", NOW, NOW));
        writes.add(new Write.SaveSealingKey(new StoredSealingKey("sk-1", NOW, NOW, sealed)));
        return Holdings.empty(1).after(new Decision<>("", writes, List.of()), 2);
    }

    private static Holdings after(Holdings holdings, Decision<?> decision) {
        return decision.writes().isEmpty() ? holdings : holdings.after(decision, holdings.revision() + 1);
    }

    private static void assertAllOpen(Holdings holdings, RestSealing with) {
        assertThat(holdings.credentials().values())
                .allSatisfy(one -> assertThat(with.isIntact(
                                one.stored().sealed(), one.stored().binding()))
                        .isTrue());
        assertThat(holdings.sealingKeys().values())
                .allSatisfy(one ->
                        assertThat(with.isIntact(one.sealed(), one.binding())).isTrue());
    }

    @Test
    void everythingGoesUnderTheFirstKeyInBatchesAndOpensAtEveryMoment() {
        // Given
        Holdings holdings = after(many(), rotation.begin(many(), "anna"));
        int steps = 0;
        // When
        while (rotation.isDue(holdings)) {
            Decision<Integer> step = rotation.step(holdings);
            holdings = after(holdings, step);
            // Then
            assertThat(step.answer()).isLessThanOrEqualTo(MasterKeyRotation.BATCH);
            assertAllOpen(holdings, both);
            steps++;
        }
        assertThat(steps).isEqualTo(4);
        assertAllOpen(holdings, sealing(2));
        assertThat(holdings.rotation().orElseThrow().finishedAt()).isEqualTo(NOW);
    }

    @Test
    void aVaultThatStartsAnewGoesOnWhereTheDatabaseSays() {
        // Given
        Holdings holdings = after(many(), rotation.begin(many(), "anna"));
        holdings = after(holdings, rotation.step(holdings));
        long left = rotation.left(holdings).count();
        // When
        MasterKeyRotation anew = new MasterKeyRotation(sealing(2, 1), InstantSource.fixed(NOW));
        // Then
        assertThat(anew.isDue(holdings)).isTrue();
        assertThat(anew.left(holdings).count()).isEqualTo(left).isPositive();
    }

    @Test
    void whereTheNewKeyIsNotTheFirstNothingIsDone() {
        // Given
        Holdings holdings = after(many(), rotation.begin(many(), "anna"));
        // When
        MasterKeyRotation behind = new MasterKeyRotation(sealing(1, 2), InstantSource.fixed(NOW));
        // Then
        assertThat(behind.isDue(holdings)).isFalse();
        assertThat(behind.step(holdings).writes()).isEmpty();
    }

    @Test
    void askingAgainWhileItGoesOnChangesNothing() {
        Holdings holdings = after(many(), rotation.begin(many(), "anna"));

        assertThat(rotation.begin(holdings, "ben").writes()).isEmpty();
    }

    @Test
    void withNothingToDoItIsFinishedAtOnce() {
        Decision<?> asked = rotation.begin(Holdings.empty(1), "anna");

        assertThat(after(Holdings.empty(1), asked).rotation().orElseThrow().finishedAt())
                .isEqualTo(NOW);
    }
}
