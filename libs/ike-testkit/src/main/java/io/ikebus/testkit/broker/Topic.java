package io.ikebus.testkit.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic there shall be.
 *
 * @param settings further topic settings by Kafka's names
 */
public record Topic(String name, int partitions, Cleanup cleanup, Map<String, String> settings) {

    /** What Kafka does with old records; {@code setting} is the value of {@code cleanup.policy}. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact");

        private final String setting;

        Cleanup(String setting) {
            this.setting = setting;
        }
    }

    public Topic {
        settings = Map.copyOf(settings);
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition, not " + partitions);
        }
    }

    public Topic(String name, int partitions, Cleanup cleanup) {
        this(name, partitions, cleanup, Map.of());
    }

    Map<String, String> allSettings() {
        Map<String, String> all = new HashMap<>(settings);
        all.put("cleanup.policy", cleanup.setting);
        return all;
    }

    NewTopic asNew() {
        return new NewTopic(name, partitions, (short) 1).configs(allSettings());
    }
}
