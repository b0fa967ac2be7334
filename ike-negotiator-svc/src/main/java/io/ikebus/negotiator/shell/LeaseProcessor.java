package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.lease.Leases;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.LeaseRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The leases of all gateways: takes claims and releases in their order, and answers claims with an order to the session. */
final class LeaseProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String NAME = "lease";
    static final String STORE = "leases";
    static final String SINK = "grants";

    private final Tally tally;
    private final InstantSource clock;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Leases leases;

    LeaseProcessor(Tally tally, InstantSource clock) {
        this.tally = tally;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> own) {
        context = own;
        leases = new Leases(new Stored(own.getStateStore(STORE)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null || leases == null) {
            throw new IllegalStateException("Kafka Streams calls init first");
        }
        if (record.value() == null) {
            tally.steppedOver(STORE, "garbage-empty", "no value");
            return;
        }
        switch (BusJson.read(record.value(), LeaseRequest.class)) {
            case BusValue.Garbage<LeaseRequest>(String reason) -> tally.steppedOver(STORE, "garbage-lease", reason);
            case BusValue.Read<LeaseRequest>(LeaseRequest.Claim claim) -> grant(context, leases, claim);
            case BusValue.Read<LeaseRequest>(LeaseRequest.Release release) -> leases.release(release);
        }
    }

    private void grant(ProcessorContext<byte[], byte[]> to, Leases from, LeaseRequest.Claim claim) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IkeCommand grant = new IkeCommand.Lease(
                IkeCommand.VERSION, claim.session(), from.claim(claim).orElse(null), now);
        to.forward(
                new Record<>(
                        claim.session().toString().getBytes(StandardCharsets.UTF_8),
                        BusJson.write(grant),
                        now.toEpochMilli()),
                SINK);
    }

    private record Stored(KeyValueStore<String, byte[]> store) implements Leases.Memory {
        @Override
        public @Nullable String get(String key) {
            byte[] value = store.get(key);
            return value == null ? null : new String(value, StandardCharsets.UTF_8);
        }

        @Override
        public void put(String key, String value) {
            store.put(key, value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void remove(String key) {
            store.delete(key);
        }
    }
}
