package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.store.ConnectionBoard;
import io.ikebus.negotiator.store.KeyRing;
import io.ikebus.negotiator.store.SessionStores;
import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.sealing.PartitionHash;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** One processor between three sources and seven sinks, one for address pools, and two boards beside them. Everything is raw bytes to Kafka. */
record NegotiatorTopology(
        Surroundings around,
        KeyRing keys,
        Tally tally,
        PartitionHash hash,
        IntSupplier sessionPartitions,
        SessionStores stores,
        Duration timerInterval) {
    private static final String PROCESSOR = "session";
    private static final String[] SOURCES = {Topics.DATAGRAMS_INBOUND, Topics.COMMANDS, Topics.SA_OUTCOMES};

    Topology build() {
        Topology topology = new Topology();
        for (String source : SOURCES) {
            topology.addSource("from " + source, new ByteArrayDeserializer(), new ByteArrayDeserializer(), source);
        }
        Intake intake = new Intake(hash, sessionPartitions);
        ProcessorSupplier<byte[], byte[], byte[], byte[]> processor =
                () -> new SessionProcessor(around, intake, keys, tally, timerInterval);
        topology.addProcessor(PROCESSOR, processor, sourceNames());
        topology.addStateStore(stores.builder(), PROCESSOR);
        for (Sink sink : Sink.values()) {
            topology.addSink(
                    sink.name(),
                    sink.topic(),
                    new ByteArraySerializer(),
                    new ByteArraySerializer(),
                    sink.partitioner(hash),
                    PROCESSOR);
        }
        addLeases(topology);
        ConnectionBoard connections = around.connections();
        addBoard(topology, "connections", Topics.CONNECTIONS, () -> BoardFeed.ofConnections(connections, tally));
        StatusBoard statuses = around.statuses();
        addBoard(topology, "statuses", Topics.STATUS, () -> BoardFeed.ofStatuses(statuses, tally));
        return topology;
    }

    /** A part of its own, with one task in all the cluster: the topic has one partition. */
    private void addLeases(Topology topology) {
        topology.addSource(
                "from " + Topics.LEASES, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.LEASES);
        topology.addProcessor(
                LeaseProcessor.NAME, () -> new LeaseProcessor(tally, around.clock()), "from " + Topics.LEASES);
        topology.addStateStore(stores.builder(LeaseProcessor.STORE), LeaseProcessor.NAME);
        topology.addSink(
                LeaseProcessor.SINK,
                Sink.COMMANDS.topic(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Sink.COMMANDS.partitioner(hash),
                LeaseProcessor.NAME);
    }

    private static void addBoard(
            Topology topology, String name, String topic, ProcessorSupplier<byte[], byte[], Void, Void> feed) {
        StoreBuilder<KeyValueStore<byte[], byte[]>> empty = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled();
        topology.addGlobalStore(
                empty,
                "from " + topic,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic,
                name + " board",
                feed);
    }

    private static String[] sourceNames() {
        String[] names = new String[SOURCES.length];
        for (int i = 0; i < SOURCES.length; i++) {
            names[i] = "from " + SOURCES[i];
        }
        return names;
    }
}
