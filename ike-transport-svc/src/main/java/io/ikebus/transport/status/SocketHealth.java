package io.ikebus.transport.status;

import io.ikebus.transport.TransportService;
import io.ikebus.transport.endpoint.SocketStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every socket is open. A kernel that refuses an option is shown, and is no failure. */
@Readiness
@ApplicationScoped
class SocketHealth implements HealthCheck {
    private final TransportService transport;

    SocketHealth(TransportService transport) {
        this.transport = transport;
    }

    @Override
    public HealthCheckResponse call() {
        List<SocketStatus> sockets = transport.sockets();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("sockets")
                .status(!sockets.isEmpty() && sockets.stream().allMatch(SocketStatus::open));
        for (SocketStatus socket : sockets) {
            answer.withData(
                    socket.local().toString(),
                    "%s, %s; UDP_ENCAP %s; bypass policy %s"
                            .formatted(
                                    socket.open() ? "open" : "closed",
                                    socket.io(),
                                    socket.udpEncap().text(),
                                    socket.bypass().text()));
        }
        return answer.build();
    }
}
