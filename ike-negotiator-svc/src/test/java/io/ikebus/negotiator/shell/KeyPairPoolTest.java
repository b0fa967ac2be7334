package io.ikebus.negotiator.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPairPoolTest {
    private static final DiffieHellmanGroup GROUP = DiffieHellmanGroup.ECP_256;

    @Test
    void stocksAGroupFromItsFirstUseOnAndNoMoreThanItMay() {
        try (KeyPairPool pool = new KeyPairPool(3, new SecureRandom())) {
            // Given
            assertThat(pool.stocked(GROUP)).isZero();
            // When
            pool.take(GROUP);
            // Then
            await().until(() -> pool.stocked(GROUP) == 3);
            assertThat(pool.stocked(DiffieHellmanGroup.ECP_384)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MODP_1024", "MODP_2048_S256", "ECP_192", "ECP_256_BP", "CURVE_25519"})
    void stocksGroupsOfEveryKind(DiffieHellmanGroup group) {
        try (KeyPairPool pool = new KeyPairPool(2, new SecureRandom())) {
            // Given
            pool.take(group);
            await().until(() -> pool.stocked(group) == 2);
            // When
            DiffieHellman.KeyPair one = pool.take(group);
            DiffieHellman.KeyPair other = pool.take(group);
            // Then
            assertThat(one.group()).isEqualTo(group);
            assertThat(DiffieHellman.sharedSecret(one, other.publicValue()))
                    .isPresent()
                    .isEqualTo(DiffieHellman.sharedSecret(other, one.publicValue()));
        }
    }

    @Test
    void givesEveryPairOnce() {
        try (KeyPairPool pool = new KeyPairPool(3, new SecureRandom())) {
            // Given
            pool.take(GROUP);
            await().until(() -> pool.stocked(GROUP) == 3);
            // When more are taken than there are
            Set<Object> values = new HashSet<>();
            for (int i = 0; i < 6; i++) {
                DiffieHellman.KeyPair pair = pool.take(GROUP);
                assertThat(pair.group()).isEqualTo(GROUP);
                values.add(pair.publicValue());
            }
            // Then
            assertThat(values).hasSize(6);
        }
    }

    @Test
    void worksWithoutAStock() {
        try (KeyPairPool pool = new KeyPairPool(0, new SecureRandom())) {
            assertThat(pool.take(GROUP).publicValue())
                    .isNotEqualTo(pool.take(GROUP).publicValue());
            assertThat(pool.stocked(GROUP)).isZero();
        }
    }
}
