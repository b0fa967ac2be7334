package io.ikebus.transport.status;

import io.ikebus.transport.bus.BusState;
import io.ikebus.transport.bus.BusWatch;
import io.ikebus.transport.bus.Partitions;
import io.ikebus.transport.egress.Egress;
import io.ikebus.transport.ingress.Ingress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka answers, datagrams are taken, and the gateway's partition is being read. */
@Readiness
@ApplicationScoped
class BusHealth implements HealthCheck {
    private final BusWatch bus;
    private final Ingress ingress;
    private final Egress egress;

    BusHealth(BusWatch bus, Ingress ingress, Egress egress) {
        this.bus = bus;
        this.ingress = ingress;
        this.egress = egress;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("bus");
        OptionalInt followed = egress.followed();
        followed.ifPresent(partition -> answer.withData("outbound partition", partition));
        return switch (bus.state()) {
            case BusState.Away(String reason) ->
                answer.down().withData("reason", reason).build();
            case BusState.Ready(Partitions partitions) ->
                answer.status(ingress.isOpen() && followed.isPresent())
                        .withData("inbound partitions", partitions.inbound())
                        .withData("outbound partitions", partitions.outbound())
                        .build();
        };
    }
}
