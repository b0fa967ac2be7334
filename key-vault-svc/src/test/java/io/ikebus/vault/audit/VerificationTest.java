package io.ikebus.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.Verdict.Broken;
import io.ikebus.vault.audit.Verdict.Whole;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody with the tables, and without the vault's keys, cannot do unseen. */
class VerificationTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final int EVENTS = 2_500;

    private final MemoryArchive archive = new MemoryArchive();
    private AuditChain chain = archive.openedWith(1);

    private static AuditEvent event(int number) {
        return new AuditEvent(NOW.plusSeconds(number), "negotiator", "skeyid", Outcome.USED, "west", "no " + number);
    }

    @BeforeEach
    void events() {
        archive.append(
                IntStream.rangeClosed(1, 5).mapToObj(VerificationTest::event).toList());
        archive.append(IntStream.rangeClosed(6, EVENTS)
                .mapToObj(VerificationTest::event)
                .toList());
    }

    private Verdict verdict() {
        return new Verification(chain, archive).run().orElseThrow();
    }

    @Test
    void aChainThatNobodyTouchedIsWhole() {
        assertThat(verdict()).isEqualTo(new Whole(EVENTS, EVENTS));
        assertThat(archive.rows.getFirst().previous()).isEqualTo(ChainHead.NO_HASH);
        assertThat(archive.rows.get(1).previous())
                .isEqualTo(archive.rows.getFirst().hash());
    }

    @Test
    void anotherVaultWithTheSameMasterKeyGoesOnWithIt() {
        // When
        chain = archive.openedWith(1);
        archive.append(List.of(event(EVENTS + 1)));
        // Then
        assertThat(verdict()).isEqualTo(new Whole(EVENTS + 1, EVENTS + 1));
    }

    @Test
    void aVaultWithAnotherMasterKeyDoesNotStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> archive.openedWith(2))
                .withMessageContaining("another master key");
    }

    @Test
    void eventsWithoutTheirKeyDoNotGetANewOne() {
        archive.key = null;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> archive.openedWith(1))
                .withMessageContaining("restore the row of audit_key");
    }

    private static Arguments tampering(String what, long at, Consumer<MemoryArchive> change) {
        return Arguments.of(what, at, change);
    }

    private static AuditEntry changed(AuditEntry row, String detail) {
        return MemoryArchive.changed(row, row.number(), detail, row.previous());
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering("a text changed", 7, it -> it.rows.set(6, changed(it.rows.get(6), "no 8"))),
                tampering("the first changed", 1, it -> it.rows.set(0, changed(it.rows.get(0), "no 0"))),
                tampering("the last changed", EVENTS, it -> it.rows.set(EVENTS - 1, changed(it.rows.getLast(), "x"))),
                tampering("one taken out", 1_001, it -> it.rows.remove(1_000)),
                tampering("the first taken out", 1, it -> it.rows.removeFirst()),
                tampering("two changed places", 3, it -> {
                    AuditEntry third = it.rows.get(2);
                    AuditEntry fourth = it.rows.get(3);
                    it.rows.set(2, MemoryArchive.changed(fourth, 3, fourth.detail(), fourth.previous()));
                    it.rows.set(3, MemoryArchive.changed(third, 4, third.detail(), third.previous()));
                }),
                tampering("one put in", 3, it -> {
                    for (int i = 2; i < it.rows.size(); i++) {
                        AuditEntry row = it.rows.get(i);
                        it.rows.set(i, MemoryArchive.changed(row, row.number() + 1, row.detail(), row.previous()));
                    }
                    it.rows.add(
                            2,
                            MemoryArchive.changed(
                                    it.rows.get(1), 3, "no 3", it.rows.get(1).hash()));
                }),
                tampering(
                        "one put before the first",
                        0,
                        it -> it.rows.addFirst(MemoryArchive.changed(it.rows.getFirst(), 0, "x", ChainHead.NO_HASH))),
                tampering(
                        "one put behind the last",
                        EVENTS + 1,
                        it -> it.rows.add(MemoryArchive.changed(
                                it.rows.getLast(),
                                EVENTS + 1,
                                "x",
                                it.rows.getLast().hash()))),
                tampering("the last taken out", EVENTS, it -> it.rows.removeLast()),
                tampering("all taken out", 1, it -> it.rows.clear()),
                tampering("the head put back by one", EVENTS, it -> {
                    ChainHead head = Objects.requireNonNull(it.head);
                    it.rows.removeLast();
                    it.head = new ChainHead(EVENTS - 1L, it.rows.getLast().hash(), false, 0, Octets.EMPTY, head.seal());
                }),
                tampering("the head gone", EVENTS, it -> it.head = null),
                tampering("a part from the chain of another key", 1, it -> {
                    MemoryArchive other = new MemoryArchive();
                    other.openedWith(1);
                    other.append(List.of(event(1)));
                    it.rows.set(0, other.rows.getFirst());
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void isNoticed(String what, long at, Consumer<MemoryArchive> change) {
        // When
        change.accept(archive);
        // Then
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.at()).as(broken.reason()).isIn(at, at - 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void isNeverWholeAgainWhenTheChainGoesOn(String what, long at, Consumer<MemoryArchive> change) {
        // Given
        change.accept(archive);
        // When
        archive.append(List.of(event(EVENTS + 1)));
        archive.append(List.of(event(EVENTS + 2)));
        // Then
        assertThat(verdict()).isInstanceOf(Broken.class);
        assertThat(archive.rows.stream().map(AuditEntry::number)).doesNotHaveDuplicates();
        chain = archive.openedWith(1);
        assertThat(verdict()).isInstanceOf(Broken.class);
    }

    @Test
    void anEndThatWasChangedIsAnEventOfItsOwn() {
        // Given
        archive.rows.removeLast();
        // When
        archive.append(List.of(event(9)));
        // Then
        assertThat(archive.rows.get(EVENTS - 1))
                .satisfies(noted -> assertThat(noted.number()).isEqualTo(EVENTS + 1))
                .satisfies(noted -> assertThat(noted.action()).isEqualTo("audit.chain"));
        assertThat(chain.brokenAt()).isEqualTo(EVENTS + 1);
    }

    @Test
    void anOlderChainInThePlaceOfANewerOneIsNoticedByAVaultThatSawTheNewer() {
        // Given
        List<AuditEntry> rows = List.copyOf(archive.rows);
        ChainHead head = archive.head;
        archive.append(List.of(event(1), event(2)));
        verdict();
        // When
        archive.rows.clear();
        archive.rows.addAll(rows);
        archive.head = head;
        // Then
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.reason()).contains("older"));
    }

    @Test
    void eventsOfBeforeTheChainComeFirstInTheirOrderAndOnce() {
        // Given
        MemoryArchive before = new MemoryArchive();
        IntStream.range(0, EVENTS).forEach(i -> before.old.add(event(i)));
        // When
        AuditChain opened = before.openedWith(1);
        before.append(List.of(event(9_999)));
        before.old.add(event(1));
        before.openedWith(1);
        // Then
        assertThat(before.rows).hasSize(EVENTS + 1);
        assertThat(before.rows.get(1_500).detail()).isEqualTo("no 1500");
        assertThat(new Verification(opened, before).run()).contains(new Whole(EVENTS + 1, EVENTS + 1));
    }

    @Test
    void oneVerificationAtATime() {
        // Given
        Verification[] both = new Verification[1];
        boolean[] refused = new boolean[1];
        both[0] = new Verification(
                chain,
                new Interrupting(archive, () -> refused[0] = both[0].run().isEmpty()));
        // When
        both[0].run();
        // Then
        assertThat(refused[0]).isTrue();
        assertThat(both[0].run()).isPresent();
    }

    @Test
    void aTextThatOnlyLooksAlikeIsAnotherText() {
        ChainKey key = new ChainKey(Secret.wrap(new byte[32]));
        AuditEntry entry = AuditEntry.of(1, event(1), ChainHead.NO_HASH, key);
        AuditEntry moved = new AuditEntry(
                1,
                entry.at(),
                entry.actor() + "s",
                entry.action().substring(1),
                entry.outcome(),
                entry.subject(),
                entry.detail(),
                entry.previous(),
                entry.hash());

        assertThat(key.isIntact(entry)).isTrue();
        assertThat(key.isIntact(moved)).isFalse();
        assertThat(key.isIntact(MemoryArchive.changed(entry, 1, entry.detail(), Octets.EMPTY)))
                .isFalse();
    }

    /** Lets something happen in the middle of a walk. */
    private record Interrupting(MemoryArchive archive, Runnable happens) implements AuditArchive {
        @Override
        public void resealKey(UnaryOperator<StoredAuditKey> other) {
            archive.resealKey(other);
        }

        @Override
        public StoredAuditKey key(Function<ChainEnd, AuditChain.Beginning> make) {
            return archive.key(make);
        }

        @Override
        public ChainEnd end() {
            return archive.end();
        }

        @Override
        public List<AuditEntry> entries(long after, long last, int most) {
            happens.run();
            return archive.entries(after, last, most);
        }

        @Override
        public int takeOldRows(int most) {
            return 0;
        }

        @Override
        public List<AuditEntry> find(AuditQuery query) {
            return List.of();
        }
    }
}
