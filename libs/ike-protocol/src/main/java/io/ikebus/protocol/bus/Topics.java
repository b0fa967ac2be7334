package io.ikebus.protocol.bus;

import java.util.List;

/** Topic names and how each is kept. */
public final class Topics {
    public static final String DATAGRAMS_INBOUND = "ike.datagrams.inbound";
    public static final String DATAGRAMS_OUTBOUND = "ike.datagrams.outbound";
    public static final String COMMANDS = "ike.commands";
    public static final String CONNECTIONS = "ike.connections";
    public static final String SA_COMMANDS = "ipsec.sa.commands";
    public static final String SA_OUTCOMES = "ipsec.sa.outcomes";
    public static final String STATUS = "ike.status";
    public static final String NEGOTIATIONS = "ike.negotiations";
    public static final String LEASES = "ike.leases";
    public static final String SIEM_EVENTS = "siem.events";

    /** How many partitions a topic has. */
    public enum Spread {
        /** One partition. */
        SINGLE,
        /** As many as every other topic that is keyed by session. */
        BY_SESSION,
        /** The partition follows from the gateway's id alone. */
        BY_GATEWAY
    }

    /** @param compacted whether the last value of each key is kept for ever */
    public record Definition(String name, Spread spread, boolean compacted) {}

    public static final List<Definition> ALL = List.of(
            new Definition(DATAGRAMS_INBOUND, Spread.BY_SESSION, false),
            new Definition(DATAGRAMS_OUTBOUND, Spread.BY_GATEWAY, false),
            new Definition(COMMANDS, Spread.BY_SESSION, false),
            new Definition(CONNECTIONS, Spread.SINGLE, true),
            new Definition(SA_COMMANDS, Spread.BY_GATEWAY, true),
            new Definition(SA_OUTCOMES, Spread.BY_SESSION, false),
            new Definition(STATUS, Spread.BY_SESSION, true),
            new Definition(NEGOTIATIONS, Spread.BY_SESSION, false),
            new Definition(LEASES, Spread.SINGLE, false),
            new Definition(SIEM_EVENTS, Spread.BY_SESSION, false));

    private Topics() {}
}
