package io.ikebus.vault.holdings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Selectors;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HoldingsMemoryTest {
    private static final String CONTENT = "{\"certificates\":[],\"revocationLists\":[],\"revocationRequired\":false}";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RestSealing sealing = sealing(1);
    private final MemoryStore store = new MemoryStore();
    private final AuditTrail audit = new AuditTrail(store, 100, () -> {});
    private final HoldingsMemory memory = memory(sealing);

    private static RestSealing sealing(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return new RestSealing(MasterKey.of(Secret.wrap(key)), new SecureRandom());
    }

    private HoldingsMemory memory(RestSealing with) {
        return new HoldingsMemory(store, with, audit, InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private Credential credential(String name) {
        UUID id = UUID.randomUUID();
        String json = "{\"connections\":[\"" + name + "\"]}";
        Octets sealed = sealing.seal(
                Secret.wrap(new byte[] {1, 2, 3}),
                StoredCredential.binding(id, name, "psk", 1, json, CONTENT, NOW, NOW));
        return new Credential(
                new StoredCredential(id, name, "psk", 1, json, CONTENT, NOW, NOW, sealed),
                new Selectors(null, List.of(new ConnectionName(name)), null, null, null),
                Content.NONE,
                List.of(),
                List.of());
    }

    private static Decision<String> save(Credential credential) {
        AuditEvent event = new AuditEvent(
                NOW, "anna", "credential.put", AuditEvent.Outcome.CHANGED, credential.name(), "version 1");
        return new Decision<>("saved", List.of(new Write.SaveCredential(credential)), List.of(event));
    }

    @Test
    void aChangeIsDurableAndThenVisible() {
        // Given
        memory.open();
        Credential west = credential("west");
        // When
        String answer = memory.change(_ -> save(west));
        // Then
        assertThat(answer).isEqualTo("saved");
        assertThat(store.credentials).containsKey("west");
        assertThat(store.events).extracting(AuditEvent::action).containsExactly("credential.put");
        assertThat(memory.present().credentials()).containsEntry("west", west);
        assertThat(memory.present().revision()).isEqualTo(store.revision);
        assertThat(store.loads).isEqualTo(1);
    }

    @Test
    void aDecisionForNothingWritesNothing() {
        memory.open();

        memory.change(_ -> Decision.nothing(""));

        assertThat(store.revision).isEqualTo(1);
    }

    @Test
    void whatAnotherVaultChangedIsSeenAtTheNextLook() {
        // Given
        memory.open();
        HoldingsMemory other = memory(sealing);
        other.open();
        other.change(_ -> save(credential("west")));
        assertThat(memory.present().credentials()).isEmpty();
        // When
        memory.refresh();
        // Then
        assertThat(memory.present().credentials()).containsKey("west");
    }

    @Test
    void aChangeIsDecidedOnWhatAnotherVaultHasWritten() {
        // Given
        memory.open();
        HoldingsMemory other = memory(sealing);
        other.open();
        other.change(_ -> save(credential("west")));
        // When
        memory.change(before -> {
            assertThat(before.credentials()).containsKey("west");
            return save(credential("south"));
        });
        // Then
        assertThat(memory.present().credentials()).containsOnlyKeys("west", "south");
    }

    @Test
    void whileTheDatabaseIsAwayAnswersGoOnAndChangesAreRefused() {
        // Given
        memory.open();
        memory.change(_ -> save(credential("west")));
        store.away = true;
        // When
        memory.refresh();
        // Then
        assertThat(memory.isStoreReachable()).isFalse();
        assertThat(memory.present().credentials()).containsKey("west");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> memory.change(_ -> save(credential("south"))));
        // When
        store.away = false;
        memory.refresh();
        // Then
        assertThat(memory.isStoreReachable()).isTrue();
        memory.change(_ -> save(credential("south")));
        assertThat(memory.present().credentials()).containsOnlyKeys("west", "south");
    }

    @Test
    void aChangeThatFindsTheDatabaseGoneIsNoted() {
        memory.open();
        store.away = true;

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> memory.change(_ -> save(credential("south"))));

        assertThat(memory.isStoreReachable()).isFalse();
        assertThat(memory.present().credentials()).isEmpty();
    }

    @Test
    void nothingIsAnsweredBeforeEverythingWasRead() {
        assertThat(memory.isOpen()).isFalse();
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(memory::present);
    }

    @Test
    void refusesADatabaseOfAnotherMasterKey() {
        store.credentials.put("west", credential("west").stored());
        HoldingsMemory withAnotherKey = memory(sealing(2));

        assertThatIllegalArgumentException()
                .isThrownBy(withAnotherKey::open)
                .withMessageContaining("another master key");
    }

    static Stream<Arguments> changesOfACredentialsRow() {
        return Stream.of(
                tampered(
                        "id",
                        row -> row(row, UUID.randomUUID(), row.name(), row.type(), row.version(), row.selectors())),
                tampered("name", row -> row(row, row.id(), "east", row.type(), row.version(), row.selectors())),
                tampered("type", row -> row(row, row.id(), row.name(), "rsa", row.version(), row.selectors())),
                tampered("content", row -> content(row, CONTENT.replace("false", "true"))),
                tampered("version", row -> row(row, row.id(), row.name(), row.type(), 2, row.selectors())),
                tampered(
                        "selectors",
                        row -> row(row, row.id(), row.name(), row.type(), 1, "{\"connections\":[\"south\"]}")),
                tampered("created", row -> times(row, NOW.plusNanos(1000), NOW)),
                tampered("changed", row -> times(row, NOW, NOW.plusNanos(1000))),
                tampered("sealed", row -> sealed(row, Octets.concat(row.sealed(), Octets.of(0)))));
    }

    private static Arguments tampered(String what, UnaryOperator<StoredCredential> change) {
        return Arguments.of(what, change);
    }

    private static StoredCredential row(
            StoredCredential row, UUID id, String name, String type, long version, String selectors) {
        return new StoredCredential(
                id, name, type, version, selectors, row.content(), row.createdAt(), row.changedAt(), row.sealed());
    }

    private static StoredCredential times(StoredCredential row, Instant created, Instant changed) {
        return new StoredCredential(
                row.id(),
                row.name(),
                row.type(),
                row.version(),
                row.selectors(),
                row.content(),
                created,
                changed,
                row.sealed());
    }

    private static StoredCredential content(StoredCredential row, String content) {
        return new StoredCredential(
                row.id(),
                row.name(),
                row.type(),
                row.version(),
                row.selectors(),
                content,
                row.createdAt(),
                row.changedAt(),
                row.sealed());
    }

    private static StoredCredential sealed(StoredCredential row, Octets sealed) {
        return new StoredCredential(
                row.id(),
                row.name(),
                row.type(),
                row.version(),
                row.selectors(),
                row.content(),
                row.createdAt(),
                row.changedAt(),
                sealed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesOfACredentialsRow")
    void aRowThatWasChangedOutsideIsNotUsed(String what, UnaryOperator<StoredCredential> change) {
        // Given
        memory.open();
        memory.change(_ -> save(credential("west")));
        StoredCredential changed = change.apply(store.credentials.get("west"));
        store.credentials.put("west", changed);
        store.revision++;
        // When
        memory.refresh();
        // Then
        assertThat(memory.present().credentials()).isEmpty();
        assertThat(memory.present().damagedCredentials()).containsExactly(changed.name());
        // When
        memory.change(_ -> new Decision<>("", List.of(new Write.RemoveCredential(changed.name())), List.of()));
        // Then
        assertThat(memory.present().damagedCredentials()).isEmpty();
    }

    @Test
    void aGatewaysKeyThatWasReplacedOutsideIsNotUsed() {
        // Given
        memory.open();
        Octets own = Octets.ofNumber(9, 32);
        GatewayKey key =
                new GatewayKey("east", own, 1, NOW, sealing.sealNothing(GatewayKey.binding("east", own, 1, NOW)));
        memory.change(_ -> new Decision<>("", List.of(new Write.SaveGatewayKey(key)), List.of()));
        assertThat(memory.present().gatewayKeys()).containsKey("east");
        // When
        store.gatewayKeys.put("east", new GatewayKey("east", Octets.ofNumber(7, 32), 1, NOW, key.seal()));
        store.revision++;
        memory.refresh();
        // Then
        assertThat(memory.present().gatewayKeys()).isEmpty();
        assertThat(memory.present().damagedKeys()).containsExactly("east");
    }

    @Test
    void selectorsOfALaterVaultAreNotGuessedAt() {
        // Given
        Credential west = credential("west");
        String later = "{\"connections\":\"all\"}";
        StoredCredential row = west.stored();
        Octets sealed = sealing.seal(
                Secret.wrap(new byte[] {1}),
                StoredCredential.binding(row.id(), "west", "psk", 1, later, CONTENT, NOW, NOW));
        store.credentials.put(
                "west", new StoredCredential(row.id(), "west", "psk", 1, later, CONTENT, NOW, NOW, sealed));
        // When
        memory.open();
        // Then
        assertThat(memory.present().damagedCredentials()).containsExactly("west");
    }
}
