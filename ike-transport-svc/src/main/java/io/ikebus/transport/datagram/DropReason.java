package io.ikebus.transport.datagram;

import io.ikebus.protocol.isakmp.Refusal;
import java.util.List;
import java.util.stream.Stream;

/** The codes of all drops, so that each counter exists, at zero, from the start. */
public final class DropReason {
    /** Without non-ESP marker on the NAT port: ESP that the kernel did not take. */
    public static final String ESP_IN_USER_SPACE = "esp-in-user-space";

    public static final String UNREADABLE = "unreadable";

    public static final String NOT_A_FIRST_MESSAGE = "not-a-first-message";
    public static final String RATE_ADDRESS = "rate-address";
    public static final String RATE_PREFIX = "rate-prefix";
    public static final String RATE_STRANGERS = "rate-strangers";
    public static final String RATE_SESSION = "rate-session";
    public static final String HALF_OPEN_ADDRESS = "half-open-address";
    public static final String HALF_OPEN_PREFIX = "half-open-prefix";
    public static final String HALF_OPEN = "half-open";

    public static final String FRAGMENT_MALFORMED = "fragment-malformed";
    public static final String FRAGMENT_LIMIT = "fragment-limit";

    public static final String BUS_AWAY = "bus-away";
    public static final String BUFFER_FULL = "buffer-full";
    public static final String NOT_DELIVERED = "not-delivered";

    public static final String OUTBOUND_GARBAGE = "outbound-garbage";
    public static final String OUTBOUND_OTHER_GATEWAY = "outbound-other-gateway";
    public static final String OUTBOUND_STALE = "outbound-stale";
    public static final String OUTBOUND_UNKNOWN_LOCAL = "outbound-unknown-local";
    public static final String OUTBOUND_WRONG_MARKER = "outbound-wrong-marker";
    public static final String OUTBOUND_WRONG_REMOTE = "outbound-wrong-remote";
    public static final String OUTBOUND_SOCKET_FULL = "outbound-socket-full";
    public static final String OUTBOUND_NOT_SENT = "outbound-not-sent";

    private static final List<String> OWN = List.of(
            ESP_IN_USER_SPACE,
            UNREADABLE,
            NOT_A_FIRST_MESSAGE,
            RATE_ADDRESS,
            RATE_PREFIX,
            RATE_STRANGERS,
            RATE_SESSION,
            HALF_OPEN_ADDRESS,
            HALF_OPEN_PREFIX,
            HALF_OPEN,
            FRAGMENT_MALFORMED,
            FRAGMENT_LIMIT,
            BUS_AWAY,
            BUFFER_FULL,
            NOT_DELIVERED,
            OUTBOUND_GARBAGE,
            OUTBOUND_OTHER_GATEWAY,
            OUTBOUND_STALE,
            OUTBOUND_UNKNOWN_LOCAL,
            OUTBOUND_WRONG_MARKER,
            OUTBOUND_WRONG_REMOTE,
            OUTBOUND_SOCKET_FULL,
            OUTBOUND_NOT_SENT);

    /** What reading an ISAKMP header can end in. */
    private static final List<Refusal> OF_HEADER = List.of(
            Refusal.SHORTER_THAN_HEADER,
            Refusal.TOO_LARGE,
            Refusal.NO_INITIATOR_COOKIE,
            Refusal.WRONG_VERSION,
            Refusal.WRONG_EXCHANGE_TYPE,
            Refusal.WRONG_FLAGS,
            Refusal.WRONG_LENGTH);

    private DropReason() {}

    public static List<String> all() {
        return Stream.concat(OWN.stream(), OF_HEADER.stream().map(Refusal::code))
                .toList();
    }
}
