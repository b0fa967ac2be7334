package io.ikebus.protocol.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionHashTest {
    private static final Secret REFERENCE_KEY = secret("000102030405060708090a0b0c0d0e0f");
    private static final PartitionHash HASH = new PartitionHash(REFERENCE_KEY);

    /**
     * The vectors of "SipHash: a fast short-input PRF", Appendix A, and of its authors' reference code: key 00 to 0f,
     * message 00, 01, 02... The remainders by these moduli together tell all 64 bits.
     */
    @ParameterizedTest
    @CsvSource({"0, 726fdb47dd0e0e31", "1, 74f839c593dc67fd", "8, 93f5f5799a932462", "15, a129ca6149be45e5"})
    void theHashIsSipHash24(int length, String expected) {
        // Given
        String message =
                IntStream.range(0, length).mapToObj(Character::toString).collect(Collectors.joining());
        long hash = Long.parseUnsignedLong(expected, 16);
        for (int partitions : new int[] {1, 12, 1 << 30, Integer.MAX_VALUE, Integer.MAX_VALUE - 18}) {
            // Then
            assertThat(HASH.partition(message, partitions)).isEqualTo((int) Long.remainderUnsigned(hash, partitions));
        }
    }

    @Test
    void aSessionAndAGatewayAreHashedByTheirText() {
        SessionKey session = SessionKey.parse("east/0011223344556677");
        assertThat(HASH.partition(session, 1 << 20)).isEqualTo(HASH.partition("east/0011223344556677", 1 << 20));
        assertThat(HASH.partition(session.gateway(), 1 << 20)).isEqualTo(HASH.partition("east", 1 << 20));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 12, 50})
    void sessionsAreSpreadEvenly(int partitions) {
        // Given
        int sessions = 20_000;
        GatewayId east = new GatewayId("east");
        int[] counts = new int[partitions];
        // When
        for (int cookie = 1; cookie <= sessions; cookie++) {
            counts[HASH.partition(new SessionKey(east, new Cookie(cookie)), partitions)]++;
        }
        // Then
        double expected = (double) sessions / partitions;
        double chiSquare = IntStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        double deviation = Math.sqrt(2.0 * (partitions - 1));
        assertThat(chiSquare).isLessThan(partitions - 1 + 6 * deviation);
    }

    /** Whoever does not know the secret cannot tell which cookies fall on one partition. */
    @Test
    void anotherSecretSpreadsOtherwise() {
        // Given
        PartitionHash other = new PartitionHash(secret("000102030405060708090a0b0c0d0e10"));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        // When
        long same = random.longs(10_000)
                .mapToObj(cookie -> new SessionKey(new GatewayId("east"), new Cookie(cookie)))
                .filter(key -> HASH.partition(key, 10) == other.partition(key, 10))
                .count();
        // Then
        assertThat(same).isBetween(850L, 1150L);
    }

    @Test
    void onlyTheFirst16OctetsOfTheSecretCount() {
        PartitionHash longer = new PartitionHash(secret("000102030405060708090a0b0c0d0e0f1011"));
        assertThat(longer.partition("east", 1 << 30)).isEqualTo(HASH.partition("east", 1 << 30));
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartitionHash(secret("000102030405060708090a0b0c0d0e")))
                .withMessage("a cluster secret has at least 16 octets");
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        int expected = HASH.partition("east/0011223344556677", 1 << 30);
        assertThat(IntStream.range(0, 50_000)
                        .parallel()
                        .map(i -> HASH.partition("east/0011223344556677", 1 << 30))
                        .distinct()
                        .toArray())
                .containsExactly(expected);
    }

    private static Secret secret(String hex) {
        return Secret.wrap(Octets.fromHex(hex).toByteArray());
    }
}
