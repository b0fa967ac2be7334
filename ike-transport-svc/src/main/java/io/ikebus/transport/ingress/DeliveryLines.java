package io.ikebus.transport.ingress;

import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what the connector writes, with a stack, for each single datagram that Kafka did not take: "unable
 * to write" and "was not sent". They are counted, and told within a budget, as drops.
 */
@LoggingFilter(name = "delivery-lines")
final class DeliveryLines implements Filter {
    private static final List<String> CODES = List.of("SRMSG18206:", "SRMSG18212:");

    @Override
    public boolean isLoggable(LogRecord record) {
        @Nullable String message = record.getMessage();
        return message == null || CODES.stream().noneMatch(message::startsWith);
    }
}
