package io.ikebus.negotiator.start;

import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.bus.Topics.Spread;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks whether the topics are there and fit together, before anything is read from them. */
final class TopicCheck {
    private static final int PATIENCE_SECONDS = 15;
    private static final int USUAL_PARTITIONS = 12;

    private TopicCheck() {}

    /**
     * How many partitions the topics have that are keyed by session.
     *
     * @throws ConfigurationException with a sentence for the operator
     */
    static int sessionPartitions(Map<String, Object> kafka) {
        Map<String, Integer> partitions = partitions(kafka);
        List<Topics.Definition> missing = Topics.ALL.stream()
                .filter(topic -> !partitions.containsKey(topic.name()))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "topics are missing; \"./ikebus up\" makes them for a local stack, elsewhere" + " run:"
                            + commands(missing, partitions));
        }
        Map<String, Integer> bySession = new TreeMap<>(partitions);
        bySession.keySet().removeIf(name -> !isBySession(name));
        if (bySession.values().stream().distinct().count() != 1) {
            throw new ConfigurationException("topics that are keyed by session must have the same number of partitions,"
                    + " but there are " + bySession);
        }
        for (String single : List.of(Topics.CONNECTIONS, Topics.LEASES)) {
            if (partitions.getOrDefault(single, 0) != 1) {
                throw new ConfigurationException(
                        single + " must have one partition, but has " + partitions.get(single));
            }
        }
        return bySession.values().iterator().next();
    }

    private static boolean isBySession(String name) {
        return Topics.ALL.stream().anyMatch(topic -> topic.name().equals(name) && topic.spread() == Spread.BY_SESSION);
    }

    private static Map<String, Integer> partitions(Map<String, Object> kafka) {
        Map<String, Integer> found = new TreeMap<>();
        try (Admin admin = Admin.create(kafka)) {
            Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                            Topics.ALL.stream().map(Topics.Definition::name).toList())
                    .topicNameValues();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
                try {
                    found.put(
                            answer.getKey(),
                            answer.getValue()
                                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                    .partitions()
                                    .size());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw unreachable(kafka, e.getCause() == null ? e : e.getCause());
                    }
                }
            }
        } catch (TimeoutException e) {
            throw unreachable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(kafka, e);
        }
        return found;
    }

    /** Without the cause: Quarkus would show that and not the sentence. */
    private static ConfigurationException unreachable(Map<String, Object> kafka, Throwable cause) {
        return new ConfigurationException("the Kafka broker at kafka.bootstrap.servers="
                + kafka.get("bootstrap.servers") + " does not say which topics it has: " + cause);
    }

    private static String commands(List<Topics.Definition> missing, Map<String, Integer> there) {
        int usual = there.entrySet().stream()
                .filter(topic -> isBySession(topic.getKey()))
                .mapToInt(Map.Entry::getValue)
                .findAny()
                .orElse(USUAL_PARTITIONS);
        List<String> lines = new ArrayList<>();
        for (Topics.Definition topic : missing) {
            int partitions =
                    switch (topic.spread()) {
                        case SINGLE -> 1;
                        case BY_SESSION, BY_GATEWAY -> usual;
                    };
            lines.add("\n  kafka-topics.sh --bootstrap-server HOST:PORT --create --topic " + topic.name()
                    + " --partitions " + partitions + " --config cleanup.policy="
                    + (topic.compacted() ? "compact" : "delete"));
        }
        return String.join("", lines);
    }
}
