package io.ikebus.negotiator.proposal;

import java.util.Arrays;
import java.util.Optional;

/** Encapsulation modes of phase 2 with their number (RFC 2407 4.5, RFC 3947 5.1 and the drafts before it). */
public enum Encapsulation {
    TUNNEL(1),
    TRANSPORT(2),
    UDP_TUNNEL(3),
    UDP_TRANSPORT(4),
    UDP_TUNNEL_DRAFT(61_443),
    UDP_TRANSPORT_DRAFT(61_444);

    private final int id;

    Encapsulation(int id) {
        this.id = id;
    }

    public static Optional<Encapsulation> ofId(long id) {
        return Arrays.stream(values()).filter(mode -> mode.id == id).findFirst();
    }

    /** The value of the Encapsulation Mode attribute. */
    public int id() {
        return id;
    }

    /** Whether packets keep their own header: transport mode. */
    public boolean isTransport() {
        return switch (this) {
            case TRANSPORT, UDP_TRANSPORT, UDP_TRANSPORT_DRAFT -> true;
            case TUNNEL, UDP_TUNNEL, UDP_TUNNEL_DRAFT -> false;
        };
    }

    /** Whether ESP travels inside UDP. */
    public boolean isUdp() {
        return switch (this) {
            case TUNNEL, TRANSPORT -> false;
            case UDP_TUNNEL, UDP_TRANSPORT, UDP_TUNNEL_DRAFT, UDP_TRANSPORT_DRAFT -> true;
        };
    }
}
