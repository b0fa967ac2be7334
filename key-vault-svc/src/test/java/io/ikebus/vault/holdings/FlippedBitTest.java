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
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One bit of a stored row is another one, in any column. */
class FlippedBitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final UUID ID = new UUID(0x0123456789abcdefL, 0x123456789abcdef0L);
    private static final String SELECTORS = "{\"connections\":[\"west\"]}";
    private static final String CONTENT = "{\"certificates\":[],\"revocationLists\":[],\"revocationRequired\":false}";

    private final RestSealing sealing = new RestSealing(MasterKey.of(Secret.wrap(new byte[32])), new SecureRandom());
    private final Inspection inspection = new Inspection(sealing);
    private final StoredCredential row = row(ID, "west", "psk", 1, SELECTORS, CONTENT, NOW, NOW, sealed());

    private Octets sealed() {
        return sealing.seal(
                Secret.wrap(new byte[] {1, 2, 3}),
                StoredCredential.binding(ID, "west", "psk", 1, SELECTORS, CONTENT, NOW, NOW));
    }

    private static StoredCredential row(
            UUID id,
            String name,
            String type,
            long version,
            String selectors,
            String content,
            Instant createdAt,
            Instant changedAt,
            Octets sealed) {
        return new StoredCredential(id, name, type, version, selectors, content, createdAt, changedAt, sealed);
    }

    private static Stream<String> flips(String text) {
        return flips(Octets.wrap(text.getBytes(ISO_8859_1)))
                .map(octets -> new String(octets.toByteArray(), ISO_8859_1));
    }

    private static Stream<Octets> flips(Octets octets) {
        return IntStream.range(0, 8 * octets.length()).mapToObj(bit -> {
            byte[] flipped = octets.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            return Octets.wrap(flipped);
        });
    }

    private static LongStream bits() {
        return IntStream.range(0, Long.SIZE).mapToLong(bit -> 1L << bit);
    }

    private static Stream<Instant> flips(Instant at) {
        // As the database keeps it: microseconds.
        return IntStream.range(0, 50).mapToObj(bit -> {
            long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000 ^ 1L << bit;
            return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
        });
    }

    private Stream<StoredCredential> rowsWithOneBitFlipped() {
        var r = row;
        return Stream.of(
                        bits().mapToObj(bit -> row(
                                new UUID(ID.getMostSignificantBits() ^ bit, ID.getLeastSignificantBits()),
                                r.name(),
                                r.type(),
                                r.version(),
                                r.selectors(),
                                r.content(),
                                NOW,
                                NOW,
                                r.sealed())),
                        bits().mapToObj(bit -> row(
                                new UUID(ID.getMostSignificantBits(), ID.getLeastSignificantBits() ^ bit),
                                r.name(),
                                r.type(),
                                r.version(),
                                r.selectors(),
                                r.content(),
                                NOW,
                                NOW,
                                r.sealed())),
                        flips(r.name())
                                .map(name -> row(
                                        ID,
                                        name,
                                        r.type(),
                                        r.version(),
                                        r.selectors(),
                                        r.content(),
                                        NOW,
                                        NOW,
                                        r.sealed())),
                        flips(r.type())
                                .map(type -> row(
                                        ID,
                                        r.name(),
                                        type,
                                        r.version(),
                                        r.selectors(),
                                        r.content(),
                                        NOW,
                                        NOW,
                                        r.sealed())),
                        bits().mapToObj(bit -> row(
                                ID,
                                r.name(),
                                r.type(),
                                r.version() ^ bit,
                                r.selectors(),
                                r.content(),
                                NOW,
                                NOW,
                                r.sealed())),
                        flips(r.selectors())
                                .map(selectors -> row(
                                        ID,
                                        r.name(),
                                        r.type(),
                                        r.version(),
                                        selectors,
                                        r.content(),
                                        NOW,
                                        NOW,
                                        r.sealed())),
                        flips(r.content())
                                .map(content -> row(
                                        ID,
                                        r.name(),
                                        r.type(),
                                        r.version(),
                                        r.selectors(),
                                        content,
                                        NOW,
                                        NOW,
                                        r.sealed())),
                        flips(NOW)
                                .map(at -> row(
                                        ID,
                                        r.name(),
                                        r.type(),
                                        r.version(),
                                        r.selectors(),
                                        r.content(),
                                        at,
                                        NOW,
                                        r.sealed())),
                        flips(NOW)
                                .map(at -> row(
                                        ID,
                                        r.name(),
                                        r.type(),
                                        r.version(),
                                        r.selectors(),
                                        r.content(),
                                        NOW,
                                        at,
                                        r.sealed())),
                        flips(r.sealed())
                                .map(other -> row(
                                        ID,
                                        r.name(),
                                        r.type(),
                                        r.version(),
                                        r.selectors(),
                                        r.content(),
                                        NOW,
                                        NOW,
                                        other)))
                .flatMap(each -> each);
    }

    private Holdings inspected(StoredCredential one) {
        return inspection.of(
                new StoredRows(1, List.of(one), List.of(), List.of(), null, EnrolledRows.NONE), Holdings.empty(1));
    }

    @Test
    void everyOneIsDetected() {
        // Given
        assertThat(inspected(row).credentials()).hasSize(1);
        // When
        List<StoredCredential> flipped = rowsWithOneBitFlipped().toList();
        // Then
        assertThat(flipped).hasSizeGreaterThan(1_500).allSatisfy(one -> {
            assertThat(inspected(one).credentials()).isEmpty();
            assertThat(inspected(one).damagedCredentials()).containsExactly(one.name());
        });
    }
}
