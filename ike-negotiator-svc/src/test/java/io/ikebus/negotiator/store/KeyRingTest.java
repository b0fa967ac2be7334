package io.ikebus.negotiator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.negotiator.store.SealingKeySource.Issue;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.SealingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final SealingKey FIRST = new SealingKey("first", Secret.wrap(new byte[32]));
    private static final SealingKey SECOND = new SealingKey("second", Secret.wrap(new byte[32]));

    private final Source source = new Source();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final KeyRing keys = new KeyRing(source, () -> now);

    private static final class Source implements SealingKeySource {
        final Map<String, Issue> byId = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        Issue current = new Issue.Unavailable("vault-unreachable");

        @Override
        public Issue current() {
            asked.add("current");
            return current;
        }

        @Override
        public Issue withId(String id) {
            asked.add(id);
            return byId.getOrDefault(id, new Issue.Unknown());
        }
    }

    @Test
    void asksOnceForAKeyThatLasts() {
        // Given
        source.current = new Issue.Issued(FIRST, now.plus(Duration.ofDays(1)));
        // When
        keys.current();
        now = now.plusSeconds(60);
        keys.current();
        // Then
        assertThat(source.asked).containsExactly("current");
        assertThat(keys.withId("first")).contains(FIRST);
    }

    @Test
    void takesTheNextKeyBeforeTheOldOneEnds() {
        // Given
        source.current = new Issue.Issued(FIRST, now.plus(Duration.ofMinutes(5)));
        keys.current();
        source.current = new Issue.Issued(SECOND, now.plus(Duration.ofDays(1)));
        // When
        now = now.plus(Duration.ofMinutes(4)).plusSeconds(1);
        // Then
        assertThat(keys.current()).isEqualTo(SECOND);
        assertThat(keys.withId("first")).contains(FIRST);
        assertThat(source.asked).containsExactly("current", "current");
    }

    @Test
    void noticesARotationThatCameEarly() {
        // Given
        source.current = new Issue.Issued(FIRST, now.plus(Duration.ofDays(30)));
        keys.current();
        source.current = new Issue.Issued(SECOND, now.plus(Duration.ofDays(30)));
        // When
        now = now.plus(Duration.ofMinutes(11));
        // Then
        assertThat(keys.current()).isEqualTo(SECOND);
    }

    @Test
    void goesOnUnderTheOldKeyWhileTheVaultIsSilentAndAsksSeldom() {
        // Given
        source.current = new Issue.Issued(FIRST, now.plus(Duration.ofMinutes(5)));
        keys.current();
        source.current = new Issue.Unavailable("vault-timeout");
        now = now.plus(Duration.ofHours(1));
        // When
        SealingKey key = keys.current();
        keys.current();
        // Then
        assertThat(key).isEqualTo(FIRST);
        assertThat(source.asked).containsExactly("current", "current");
        // When
        now = now.plusSeconds(6);
        source.current = new Issue.Issued(SECOND, now.plus(Duration.ofDays(1)));
        // Then
        assertThat(keys.current()).isEqualTo(SECOND);
    }

    @Test
    void cannotStartWithoutTheVault() {
        assertThatThrownBy(keys::current)
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("vault-unreachable");
    }

    @Test
    void tellsAKeyThatDoesNotExistFromOneThatCannotBeHadNow() {
        // Given
        source.byId.put("old", new Issue.Issued(SECOND, now));
        source.byId.put("later", new Issue.Unavailable("vault-timeout"));
        // Then
        assertThat(keys.withId("old")).contains(SECOND);
        assertThat(keys.withId("never")).isEmpty();
        assertThatThrownBy(() -> keys.withId("later")).isInstanceOf(KeysUnavailableException.class);
    }
}
