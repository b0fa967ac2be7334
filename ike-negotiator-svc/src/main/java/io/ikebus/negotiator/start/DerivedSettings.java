package io.ikebus.negotiator.start;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** What Kafka Streams takes from the machine and the configuration file cannot say: the number of processors. */
public final class DerivedSettings implements ConfigSourceFactory {
    /** Above the configuration file, below environment and system properties. */
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue threads = context.getValue("ikebus.negotiator.stream-threads");
        String number = threads == null || threads.getValue() == null
                ? Integer.toString(Runtime.getRuntime().availableProcessors())
                : threads.getValue();
        return List.of(new PropertiesConfigSource(
                Map.of("kafka-streams.num.stream.threads", number), "derived from ikebus.*", ORDINAL));
    }
}
