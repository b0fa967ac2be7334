package io.ikebus.vault.holdings;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditStore;
import io.ikebus.vault.enrolled.EnrolledRows;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database in a test's hands: it can go away, and its rows can be tampered with. */
public final class MemoryStore implements HoldingsStore, AuditStore {
    public final List<AuditEvent> events = new ArrayList<>();
    public final TreeMap<String, StoredCredential> credentials = new TreeMap<>();
    public final TreeMap<String, StoredSealingKey> sealingKeys = new TreeMap<>();
    public final TreeMap<String, GatewayKey> gatewayKeys = new TreeMap<>();

    @Nullable
    StoredRotation rotation;

    public long revision = 1;
    public boolean away;
    int loads;

    @Override
    public synchronized long revision() {
        requireHere();
        return revision;
    }

    @Override
    public synchronized StoredRows load() {
        requireHere();
        loads++;
        return new StoredRows(
                revision,
                NewestRows.UNKNOWN,
                List.copyOf(credentials.values()),
                List.copyOf(sealingKeys.values()),
                List.copyOf(gatewayKeys.values()),
                rotation,
                EnrolledRows.NONE);
    }

    @Override
    public synchronized <T> T change(Function<Transaction, T> work) {
        requireHere();
        return work.apply(new Transaction() {
            @Override
            public long revision() {
                return revision;
            }

            @Override
            public StoredRows load() {
                return MemoryStore.this.load();
            }

            @Override
            public void write(List<Write> writes, List<AuditEvent> written) {
                writes.forEach(MemoryStore.this::apply);
                events.addAll(written);
                revision++;
            }
        });
    }

    @Override
    public synchronized void append(List<AuditEvent> appended) {
        requireHere();
        events.addAll(appended);
    }

    private void apply(Write write) {
        switch (write) {
            case Write.SaveCredential(Credential credential) -> credentials.put(credential.name(), credential.stored());
            case Write.RemoveCredential(String name) -> credentials.remove(name);
            case Write.SaveSealingKey(StoredSealingKey key) -> sealingKeys.put(key.id(), key);
            case Write.RemoveSealingKey(String id) -> sealingKeys.remove(id);
            case Write.SaveGatewayKey(GatewayKey key) -> gatewayKeys.put(key.gateway(), key);
            case Write.SaveRotation(StoredRotation next) -> rotation = next;
            case Write.RemoveGatewayKey(String gateway) -> gatewayKeys.remove(gateway);
            case Write.Enrol _ -> throw new IllegalStateException("no test here enrols");
        }
    }

    private void requireHere() {
        if (away) {
            throw new StoreUnavailableException("away", null);
        }
    }
}
