package io.ikebus.negotiator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.SessionCodec;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStoreTest {
    private static final SessionKey KEY = SessionKey.parse("east/0011223344556677");
    private static final SessionKey OTHER = SessionKey.parse("east/0011223344556678");
    private static final Instant DEADLINE = Instant.parse("2026-01-01T00:00:07.250Z");
    private static final Session SESSION = Session.fresh(KEY)
            .with(new Phase1.Failed(
                    new Association(
                            Role.INITIATOR,
                            "name-that-must-not-show",
                            Endpoint.parse("192.0.2.1:500"),
                            Endpoint.parse("192.0.2.2:500"),
                            false,
                            NatSituation.NONE,
                            DEADLINE.minusSeconds(7),
                            null),
                    new Cookie(1),
                    "no-proposal-chosen",
                    DEADLINE));

    private final Map<String, SealingKey> vault = new HashMap<>();
    private boolean vaultIsSilent;
    private final KeyValueStore<String, byte[]> values =
            SessionStores.MEMORY.builder().withLoggingDisabled().build();

    @BeforeEach
    void init() {
        vault.put("current", key("k1", 1));
        vault.put("k1", key("k1", 1));
        values.init(new MockProcessorContext<>().getStateStoreContext(), values);
    }

    @Test
    void givesBackWhatItKept() {
        // When
        save(store());
        // Then
        assertThat(store().load(KEY)).isEqualTo(new Loaded.Found(SESSION));
        assertThat(store().load(OTHER)).isEqualTo(new Loaded.Absent());
        assertThat(store().scan((key, deadline) -> {})).isEqualTo(1);
    }

    @Test
    void forgets() {
        // Given
        save(store());
        // When
        store().forget(KEY);
        // Then
        assertThat(store().load(KEY)).isEqualTo(new Loaded.Absent());
    }

    @Test
    void showsNothingOfASessionButItsDeadline() {
        // Given
        save(store());
        // Then
        assertThat(new String(values.get(KEY.toString()), StandardCharsets.ISO_8859_1))
                .doesNotContain("name-that-must-not-show")
                .doesNotContain("no-proposal-chosen");
        Map<String, Instant> deadlines = new HashMap<>();
        store().scan(deadlines::put);
        assertThat(deadlines).containsExactly(Map.entry(KEY.toString(), DEADLINE));
    }

    @Test
    void opensWhatAnOlderKeySealed() {
        // Given
        save(store());
        // When
        vault.put("current", key("k2", 2));
        vault.put("k2", key("k2", 2));
        // Then
        assertThat(store().load(KEY)).isEqualTo(new Loaded.Found(SESSION));
    }

    enum Damage {
        FORM("session-form", value -> new byte[] {1, 2, 3}),
        VERSION("session-form", value -> with(value, 0, 9)),
        BIT("session-not-authentic", value -> with(value, value.length - 1, value[value.length - 1] ^ 1)),
        KEY_ID("session-key-unknown", value -> with(value, 12, '7'));

        final String reason;
        final UnaryOperator<byte[]> change;

        Damage(String reason, UnaryOperator<byte[]> change) {
            this.reason = reason;
            this.change = change;
        }

        private static byte[] with(byte[] value, int index, int octet) {
            byte[] changed = value.clone();
            changed[index] = (byte) octet;
            return changed;
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhySomethingIsNoSession(Damage damage) {
        // Given
        save(store());
        values.put(KEY.toString(), damage.change.apply(values.get(KEY.toString())));
        // Then
        assertThat(store().load(KEY)).isEqualTo(new Loaded.Unopened(damage.reason));
    }

    @Test
    void doesNotOpenASessionUnderAnotherKeyOnTheBus() {
        // Given
        save(store());
        // When
        values.put(OTHER.toString(), values.get(KEY.toString()));
        // Then
        assertThat(store().load(OTHER)).isEqualTo(new Loaded.Unopened("session-not-authentic"));
    }

    @Test
    void doesNotTakeASilentVaultForALostKey() {
        // Given
        save(store());
        SessionStore restarted = store();
        vaultIsSilent = true;
        // Then
        assertThatThrownBy(() -> restarted.load(KEY)).isInstanceOf(KeysUnavailableException.class);
        assertThatThrownBy(() -> restarted.scan((key, deadline) -> {})).isInstanceOf(KeysUnavailableException.class);
    }

    private static void save(SessionStore store) {
        store.save(KEY, Optional.of(DEADLINE), SessionCodec.encode(SESSION));
    }

    private SessionStore store() {
        SealingKeySource source = new SealingKeySource() {
            @Override
            public Issue current() {
                return withId("current");
            }

            @Override
            public Issue withId(String id) {
                if (vaultIsSilent) {
                    return new Issue.Unavailable("vault-timeout");
                }
                SealingKey key = vault.get(id);
                return key == null ? new Issue.Unknown() : new Issue.Issued(key, DEADLINE.plusSeconds(86_400));
            }
        };
        return new SessionStore(values, new KeyRing(source, () -> DEADLINE), new SecureRandom());
    }

    private static SealingKey key(String id, int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return new SealingKey(id, Secret.wrap(key));
    }
}
