package io.ikebus.vault.holdings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.enrolled.EnrolledRows;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.RestSealing;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One bit of a stored row is another one, in any column. */
class FlippedBitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final UUID ID = new UUID(0x0123456789abcdefL, 0x123456789abcdef0L);
    private static final String SELECTORS = "{\"connections\":[\"west\"]}";
    private static final String CONTENT = "{\"certificates\":[],\"revocationLists\":[],\"revocationRequired\":false}";
    /** An instant in the database is a number of microseconds of this many bits. */
    private static final int INSTANT_BITS = 50;

    private final RestSealing sealing = new RestSealing(MasterKey.of(Secret.wrap(new byte[32])), new SecureRandom());
    private final Inspection inspection = new Inspection(sealing);
    private final List<Object> columns = List.of(ID, "west", "psk", 1L, SELECTORS, CONTENT, NOW, NOW, sealed());

    private Octets sealed() {
        return sealing.seal(
                Secret.wrap(new byte[] {1, 2, 3}),
                StoredCredential.binding(ID, "west", "psk", 1, SELECTORS, CONTENT, NOW, NOW));
    }

    private static StoredCredential row(List<Object> columns) {
        return new StoredCredential(
                (UUID) columns.get(0),
                (String) columns.get(1),
                (String) columns.get(2),
                (Long) columns.get(3),
                (String) columns.get(4),
                (String) columns.get(5),
                (Instant) columns.get(6),
                (Instant) columns.get(7),
                (Octets) columns.get(8));
    }

    private Stream<StoredCredential> rowsWithOneBitFlipped() {
        return IntStream.range(0, columns.size())
                .boxed()
                .flatMap(i -> flips(columns.get(i)).map(other -> {
                    List<Object> changed = new ArrayList<>(columns);
                    changed.set(i, other);
                    return row(changed);
                }));
    }

    private static Stream<Object> flips(Object column) {
        return switch (column) {
            case UUID id ->
                bits(Long.SIZE)
                        .flatMap(bit -> Stream.of(
                                new UUID(id.getMostSignificantBits() ^ bit, id.getLeastSignificantBits()),
                                new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ bit)));
            case Long number -> bits(Long.SIZE).map(bit -> number ^ bit);
            case Instant at -> bits(INSTANT_BITS).map(bit -> ofMicros(micros(at) ^ bit));
            case String text -> flips(text.getBytes(ISO_8859_1)).map(octets -> new String(octets, ISO_8859_1));
            case Octets octets -> flips(octets.toByteArray()).map(Octets::wrap);
            default -> throw new IllegalStateException("a column of another type");
        };
    }

    private static Stream<Long> bits(int count) {
        return IntStream.range(0, count).mapToObj(bit -> 1L << bit);
    }

    private static Stream<byte[]> flips(byte[] octets) {
        return IntStream.range(0, 8 * octets.length).mapToObj(bit -> {
            byte[] flipped = octets.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            return flipped;
        });
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    private Holdings inspected(StoredCredential one) {
        return inspection.of(
                new StoredRows(1, NewestRows.UNKNOWN, List.of(one), List.of(), List.of(), null, EnrolledRows.NONE),
                Holdings.empty(1));
    }

    @Test
    void everyOneIsDetected() {
        // Given
        assertThat(inspected(row(columns)).credentials()).hasSize(1);
        // When
        List<StoredCredential> flipped = rowsWithOneBitFlipped().toList();
        // Then
        assertThat(flipped).hasSizeGreaterThan(1_500).allSatisfy(one -> {
            assertThat(inspected(one).credentials()).isEmpty();
            assertThat(inspected(one).damagedCredentials()).containsExactly(one.name());
        });
    }
}
