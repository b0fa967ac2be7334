package io.ikebus.transport.bus;

import io.ikebus.protocol.bus.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the cluster for the datagram topics: every second until it answers, then every five. */
@ApplicationScoped
public class BusWatch {
    private static final Logger LOG = Logger.getLogger(BusWatch.class);
    private static final List<String> TOPICS = List.of(Topics.DATAGRAMS_INBOUND, Topics.DATAGRAMS_OUTBOUND);
    private static final long MILLIS_WHEN_AWAY = 1_000;
    private static final long MILLIS_WHEN_READY = 5_000;
    private static final int ANSWER_MILLIS = 2_000;

    private final Map<String, Object> clientSettings;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bus-watch").factory());
    private volatile BusState state = new BusState.Away("not asked yet");
    private volatile @Nullable Admin admin;

    BusWatch(@Identifier("default-kafka-broker") Map<String, Object> clientSettings) {
        this.clientSettings = new HashMap<>(clientSettings);
        this.clientSettings.put(AdminClientConfig.CLIENT_ID_CONFIG, "transport-watch");
        this.clientSettings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        this.clientSettings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    }

    /** @param whenReady is told the numbers after each good answer, on the watch's own thread */
    public void start(Consumer<Partitions> whenReady) {
        Admin client = Admin.create(clientSettings);
        admin = client;
        ask(client, whenReady);
    }

    public BusState state() {
        return state;
    }

    private void ask(Admin client, Consumer<Partitions> whenReady) {
        client.describeTopics(TOPICS)
                .allTopicNames()
                .toCompletionStage()
                .handle((topics, failure) -> failure == null ? ready(topics) : away(failure))
                .thenAcceptAsync(
                        answer -> {
                            become(answer);
                            if (answer instanceof BusState.Ready(Partitions partitions)) {
                                whenReady.accept(partitions);
                            }
                        },
                        clock)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.error("after asking Kafka for its topics", failure);
                    }
                    long pause = state instanceof BusState.Ready ? MILLIS_WHEN_READY : MILLIS_WHEN_AWAY;
                    var unused = clock.schedule(() -> ask(client, whenReady), pause, TimeUnit.MILLISECONDS);
                });
    }

    private static BusState ready(Map<String, TopicDescription> topics) {
        return new BusState.Ready(new Partitions(
                partitions(topics, Topics.DATAGRAMS_INBOUND), partitions(topics, Topics.DATAGRAMS_OUTBOUND)));
    }

    private static int partitions(Map<String, TopicDescription> topics, String topic) {
        TopicDescription description = topics.get(topic);
        if (description == null) {
            throw new IllegalStateException("described all topics but " + topic);
        }
        return description.partitions().size();
    }

    private static BusState away(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new BusState.Away(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    private void become(BusState next) {
        BusState last = state;
        state = next;
        if (next.equals(last)) {
            return;
        }
        switch (next) {
            case BusState.Ready(Partitions partitions) ->
                LOG.infof(
                        "Kafka is there: %d partitions inbound, %d outbound",
                        partitions.inbound(), partitions.outbound());
            case BusState.Away(String reason) -> LOG.warnf("Kafka is away, datagrams are dropped: %s", reason);
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
        Admin client = admin;
        if (client != null) {
            client.close(Duration.ZERO);
        }
    }
}
