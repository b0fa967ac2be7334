package io.ikebus.negotiator.api;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** As long as the boards have not been read off the bus once, "there is none" would be a lie. */
@Singleton
final class NotYet {
    /** Filters are made while the application is built, long before there is a broker to talk to. */
    private final Instance<KafkaStreams> streams;

    private volatile boolean hasRun;

    @Inject
    NotYet(Instance<KafkaStreams> streams) {
        this.streams = streams;
    }

    @ServerRequestFilter
    @Nullable
    Response refuse() {
        if (hasRun || streams.get().state() == KafkaStreams.State.RUNNING) {
            hasRun = true;
            return null;
        }
        return Problem.of(
                        Status.SERVICE_UNAVAILABLE,
                        "starting",
                        "this negotiator is still reading what there is; /q/health/ready says when it is done")
                .asResponse();
    }
}
