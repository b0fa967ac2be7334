package io.ikebus.negotiator.store;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How the session store is kept on this machine. Either way its changelog topic is what counts. */
public enum SessionStores {
    /** On the heap; read again from the changelog at every start. */
    MEMORY,
    /** In files below the state directory, for more sessions than fit into memory. */
    ROCKSDB;

    public static final String NAME = "sessions";

    public StoreBuilder<KeyValueStore<String, byte[]>> builder() {
        return builder(NAME);
    }

    /** Another store that is kept in the same way. */
    public StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        KeyValueBytesStoreSupplier supplier =
                switch (this) {
                    case MEMORY -> Stores.inMemoryKeyValueStore(name);
                    case ROCKSDB -> Stores.persistentKeyValueStore(name);
                };
        // No caching: with exactly-once every commit flushes, a few milliseconds after the put.
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
