package io.ikebus.testkit.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brings the broker's topics to what is wanted; doing it again changes nothing. */
final class TopicSetup {

    private static final long ANSWER_SECONDS = 30;

    private TopicSetup() {}

    static void ensure(Map<String, String> clientSettings, Collection<Topic> topics) {
        try (Admin admin = Admin.create(new HashMap<String, Object>(clientSettings))) {
            Set<String> existing = get(admin.listTopics().names());
            admin.createTopics(topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(Topic::asNew)
                            .toList())
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            List<Topic> older = topics.stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .toList();
            Map<String, TopicDescription> described = awaitLeaders(admin, topics);
            older.forEach(topic -> requirePartitions(topic, described));
            alterSettings(admin, older);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting up topics", e);
        } catch (Exception e) {
            if (e instanceof IllegalStateException told) {
                throw told;
            }
            throw new IllegalStateException("the broker did not set up the topics", e);
        }
    }

    /** A topic that the controller has created is known to clients a moment later; Kafka Streams would not wait. */
    private static Map<String, TopicDescription> awaitLeaders(Admin admin, Collection<Topic> topics) throws Exception {
        List<String> names = topics.stream().map(Topic::name).toList();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                Map<String, TopicDescription> described =
                        get(admin.describeTopics(names).allTopicNames());
                if (described.values().stream().allMatch(TopicSetup::hasLeaders)) {
                    return described;
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("topics without a leader after " + ANSWER_SECONDS + " s, among " + names);
    }

    private static boolean hasLeaders(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }

    private static void requirePartitions(Topic topic, Map<String, TopicDescription> described) {
        TopicDescription found = described.get(topic.name());
        if (found == null || found.partitions().size() != topic.partitions()) {
            int partitions = found == null ? 0 : found.partitions().size();
            throw new IllegalStateException("topic " + topic.name() + " has " + partitions + " partitions, not the "
                    + topic.partitions() + " wanted; partitions of a topic in use cannot change: remove its data");
        }
    }

    private static void alterSettings(Admin admin, List<Topic> topics) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = topics.stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), TopicSetup::settings));
        if (!changes.isEmpty()) {
            get(admin.incrementalAlterConfigs(changes).all());
        }
    }

    private static Collection<AlterConfigOp> settings(Topic topic) {
        Collection<AlterConfigOp> changes = new ArrayList<>();
        topic.allSettings()
                .forEach((name, value) ->
                        changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        return changes;
    }

    private static <T> T get(KafkaFuture<T> answer) throws Exception {
        return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
