package io.ikebus.vault.sealingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.RestSealing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SealingKeyRotationTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RestSealing sealing = new RestSealing(MasterKey.of(Secret.wrap(new byte[32])), new SecureRandom());
    private Instant now = START;
    private final SealingKeyRotation rotation = new SealingKeyRotation(
            sealing, new Lifetimes(Duration.ofHours(24), Duration.ofDays(14)), new SecureRandom(), () -> now);
    private Holdings holdings = Holdings.empty(1);

    private void rotate() {
        Decision<Integer> decision = rotation.rotate(holdings);
        holdings = holdings.after(decision, holdings.revision() + 1);
    }

    private StoredSealingKey newest() {
        return holdings.newestSealingKey().orElseThrow();
    }

    @Test
    void theFirstKeyIsMadeAtOnceAndSealsForItsLifetime() {
        assertThat(rotation.isDue(holdings)).isTrue();

        rotate();

        assertThat(newest().notAfter()).isEqualTo(START.plus(Duration.ofHours(24)));
        assertThat(sealing.open(newest().sealed(), newest().binding())
                        .orElseThrow()
                        .length())
                .isEqualTo(32);
        assertThat(rotation.isDue(holdings)).isFalse();
    }

    @Test
    void anotherTakesItsPlaceWhenItsTimeIsOver() {
        // Given
        rotate();
        StoredSealingKey first = newest();
        // When
        now = first.notAfter();
        assertThat(rotation.isDue(holdings)).isTrue();
        rotate();
        // Then
        assertThat(newest().id()).isNotEqualTo(first.id());
        assertThat(holdings.sealingKeys()).containsEntry(first.id(), first);
        assertThat(sealing.open(newest().sealed(), newest().binding()))
                .isNotEqualTo(sealing.open(first.sealed(), first.binding()));
    }

    @Test
    void anOldKeyGoesWhenItsRetentionIsOver() {
        // Given
        rotate();
        StoredSealingKey first = newest();
        // When
        now = first.notAfter().plus(Duration.ofDays(14));
        rotate();
        // Then
        assertThat(holdings.sealingKeys()).containsKey(first.id());
        // When
        now = now.plusMillis(1);
        assertThat(rotation.isDue(holdings)).isTrue();
        rotate();
        // Then
        assertThat(holdings.sealingKeys()).doesNotContainKey(first.id()).hasSize(1);
    }

    @Test
    void anotherVaultThatRotatedFirstIsNoticed() {
        rotate();

        assertThat(rotation.rotate(holdings)).isEqualTo(Decision.nothing(0));
    }

    @Test
    void eachChangeIsAnEventWithoutTheKey() {
        Decision<Integer> decision = rotation.rotate(holdings);

        assertThat(decision.events()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("sealing-key.rotate");
            assertThat(decision.writes()).singleElement().isInstanceOfSatisfying(Write.SaveSealingKey.class, write -> {
                assertThat(event.subject()).isEqualTo(write.key().id());
            });
        });
    }

    @Test
    void refusesLifetimesThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lifetimes(Duration.ofSeconds(9), Duration.ZERO))
                .withMessageContaining("ikebus.vault.sealing-key-lifetime");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lifetimes(Duration.ofDays(1), Duration.ofSeconds(-1)))
                .withMessageContaining("ikebus.vault.sealing-key-retention");
    }
}
