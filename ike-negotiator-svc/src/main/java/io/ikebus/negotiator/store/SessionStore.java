package io.ikebus.negotiator.store;

import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.SessionCodec;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.AeadSealing;
import io.ikebus.protocol.sealing.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The sessions of one task: sealed on the way in, opened on the way out. For that task's thread only. */
public final class SessionStore {
    private final KeyValueStore<String, byte[]> values;
    private final KeyRing keys;
    private final SecureRandom random;

    public SessionStore(KeyValueStore<String, byte[]> values, KeyRing keys, SecureRandom random) {
        this.values = values;
        this.keys = keys;
        this.random = random;
    }

    /** @throws KeysUnavailableException if only the vault could tell */
    public Loaded load(SessionKey key) {
        byte[] value = values.get(key.toString());
        return value == null ? new Loaded.Absent() : opened(key, value);
    }

    /**
     * @param encoded what {@link SessionCodec} made of the session
     * @throws KeysUnavailableException if there has never been a sealing key
     */
    public void save(SessionKey key, Optional<Instant> deadline, Secret encoded) {
        Octets sealed = AeadSealing.seal(keys.current(), encoded, associatedData(key), random);
        values.put(key.toString(), new StoredSession(deadline, sealed).encode());
    }

    public void forget(SessionKey key) {
        values.delete(key.toString());
    }

    /**
     * Looks at every session once: tells each key and deadline, and fetches the sealing keys that will be needed.
     *
     * @return how many there are
     * @throws KeysUnavailableException if one of them is not to be had now
     */
    public long scan(BiConsumer<String, Instant> deadline) {
        Set<String> keyIds = new HashSet<>();
        long count = 0;
        try (KeyValueIterator<String, byte[]> all = values.all()) {
            for (; all.hasNext(); count++) {
                KeyValue<String, byte[]> entry = all.next();
                StoredSession.decode(entry.value).ifPresent(stored -> {
                    stored.deadline().ifPresent(at -> deadline.accept(entry.key, at));
                    AeadSealing.keyId(stored.sealed()).ifPresent(keyIds::add);
                });
            }
        }
        keys.current();
        keyIds.forEach(keys::withId);
        return count;
    }

    private Loaded opened(SessionKey key, byte[] value) {
        Optional<StoredSession> stored = StoredSession.decode(value);
        Optional<String> keyId = stored.flatMap(some -> AeadSealing.keyId(some.sealed()));
        if (stored.isEmpty() || keyId.isEmpty()) {
            return new Loaded.Unopened("session-form");
        }
        Optional<SealingKey> sealingKey = keys.withId(keyId.get());
        if (sealingKey.isEmpty()) {
            return new Loaded.Unopened("session-key-unknown");
        }
        return AeadSealing.open(sealingKey.get(), stored.get().sealed(), associatedData(key))
                .map(plaintext -> decoded(key, plaintext))
                .orElse(new Loaded.Unopened("session-not-authentic"));
    }

    private static Loaded decoded(SessionKey key, Secret plaintext) {
        try {
            Session session = SessionCodec.decode(plaintext);
            return session.key().equals(key) ? new Loaded.Found(session) : new Loaded.Unopened("session-unreadable");
        } catch (IllegalArgumentException _) {
            // Its text could only repeat the reason; the plaintext must not be told.
            return new Loaded.Unopened("session-unreadable");
        } finally {
            plaintext.destroy();
        }
    }

    /** A sealed session opens under its own key on the bus and no other. */
    private static Octets associatedData(SessionKey key) {
        return Octets.wrap(key.toString().getBytes(StandardCharsets.UTF_8));
    }
}
