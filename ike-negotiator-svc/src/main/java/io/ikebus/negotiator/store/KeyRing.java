package io.ikebus.negotiator.store;

import io.ikebus.negotiator.store.SealingKeySource.Issue;
import io.ikebus.protocol.sealing.SealingKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The sealing keys this process has seen, by their ids, and which one seals now. Thread-safe. */
public final class KeyRing {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    /** A rotation is followed within this time even if the old key would still do. */
    private static final Duration LONGEST_USE = Duration.ofMinutes(10);
    /** So long before its end a key is replaced. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SealingKeySource source;
    private final InstantSource clock;
    private final Map<String, SealingKey> known = new ConcurrentHashMap<>();
    private volatile @Nullable Current current;

    private record Current(SealingKey key, Instant renewAt) {}

    public KeyRing(SealingKeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * The key that seals. While the vault is silent the last one goes on, even past its end: a session that is not
     * stored would be worse.
     *
     * @throws KeysUnavailableException if there never was one
     */
    public SealingKey current() {
        Current now = current;
        return now != null && clock.instant().isBefore(now.renewAt()) ? now.key() : renewed();
    }

    /**
     * The key with this id; empty if the vault has none.
     *
     * @throws KeysUnavailableException if the vault must be asked and is silent
     */
    public Optional<SealingKey> withId(String id) {
        SealingKey key = known.get(id);
        if (key != null) {
            return Optional.of(key);
        }
        return switch (source.withId(id)) {
            case Issue.Issued(SealingKey found, Instant _) -> Optional.of(remembered(found));
            case Issue.Unknown() -> Optional.empty();
            case Issue.Unavailable(String reason) -> throw new KeysUnavailableException(reason);
        };
    }

    private synchronized SealingKey renewed() {
        Instant at = clock.instant();
        Current before = current;
        if (before != null && at.isBefore(before.renewAt())) {
            return before.key();
        }
        return switch (source.current()) {
            case Issue.Issued(SealingKey key, Instant notAfter) -> {
                current = new Current(remembered(key), renewal(at, notAfter));
                yield key;
            }
            case Issue.Unknown() -> continued(before, at, "the vault has no current key");
            case Issue.Unavailable(String reason) -> continued(before, at, reason);
        };
    }

    private SealingKey continued(@Nullable Current before, Instant at, String reason) {
        if (before == null) {
            throw new KeysUnavailableException(reason);
        }
        LOG.warnf(
                "sealing goes on under key %s: no newer one from the vault: %s",
                before.key().id(), reason);
        current = new Current(before.key(), at.plus(PAUSE));
        return before.key();
    }

    private static Instant renewal(Instant at, Instant notAfter) {
        Instant early = notAfter.minus(MARGIN);
        Instant late = at.plus(LONGEST_USE);
        Instant soonest = at.plus(PAUSE);
        Instant wanted = early.isBefore(late) ? early : late;
        return wanted.isBefore(soonest) ? soonest : wanted;
    }

    private SealingKey remembered(SealingKey key) {
        SealingKey first = known.putIfAbsent(key.id(), key);
        return first == null ? key : first;
    }
}
