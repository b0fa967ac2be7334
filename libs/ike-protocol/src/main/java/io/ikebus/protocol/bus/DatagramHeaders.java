package io.ikebus.protocol.bus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka headers of a datagram; the value is the raw ISAKMP message.
 *
 * @param gateway whose transport received it or is to send it
 * @param local the gateway's side
 * @param remote the peer's side
 * @param marked whether the message has the non-ESP marker on the wire (RFC 3948 2.2); the value never has it
 * @param at when it was received, or when the negotiator decided to send it
 * @param traceParent W3C trace context, if there is one
 * @param fragments of what is to be sent: whether the peer puts IKE fragments together, so that a large message may be
 *     cut
 */
public record DatagramHeaders(
        GatewayId gateway,
        Endpoint local,
        Endpoint remote,
        boolean marked,
        Instant at,
        @Nullable String traceParent,
        boolean fragments) {
    private static final String GATEWAY = "gateway";
    private static final String LOCAL = "local";
    private static final String REMOTE = "remote";
    private static final String MARKED = "natt";
    private static final String AT = "at";
    private static final String TRACE_PARENT = "traceparent";
    private static final String FRAGMENTS = "fragments";
    private static final int LONGEST_VALUE = 128;

    /** W3C Trace Context 3.2.2, in lower case as it must be. */
    private static final Pattern TRACE_PARENT_FORM =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Of a message that goes and came whole. */
    public DatagramHeaders(
            GatewayId gateway,
            Endpoint local,
            Endpoint remote,
            boolean marked,
            Instant at,
            @Nullable String traceParent) {
        this(gateway, local, remote, marked, at, traceParent, false);
    }

    /** The answer's headers: same ends, another time. */
    public DatagramHeaders at(Instant time) {
        return new DatagramHeaders(gateway, local, remote, marked, time, traceParent, fragments);
    }

    /** Header names and their values, to be copied into a Kafka record. */
    public Map<String, byte[]> encode() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put(GATEWAY, utf8(gateway.value()));
        headers.put(LOCAL, utf8(local.toString()));
        headers.put(REMOTE, utf8(remote.toString()));
        headers.put(MARKED, utf8(marked ? "1" : "0"));
        headers.put(AT, utf8(at.toString()));
        if (traceParent != null) {
            headers.put(TRACE_PARENT, utf8(traceParent));
        }
        if (fragments) {
            headers.put(FRAGMENTS, utf8("1"));
        }
        return headers;
    }

    /**
     * Never throws, whatever the values hold. A trace context of another form is passed over, as W3C wants it.
     *
     * @param header gives a header's value by its name, or null
     */
    public static BusValue<DatagramHeaders> decode(Function<String, byte @Nullable []> header) {
        try {
            return new BusValue.Read<>(new DatagramHeaders(
                    new GatewayId(required(header, GATEWAY)),
                    Endpoint.parse(required(header, LOCAL)),
                    Endpoint.parse(required(header, REMOTE)),
                    flag(MARKED, required(header, MARKED)),
                    BusTime.parse(required(header, AT)),
                    text(header, TRACE_PARENT)
                            .filter(text -> TRACE_PARENT_FORM.matcher(text).matches())
                            .orElse(null),
                    text(header, FRAGMENTS).map(text -> flag(FRAGMENTS, text)).orElse(false)));
        } catch (IllegalArgumentException e) {
            // None of our own messages shows content.
            return new BusValue.Garbage<>("headers: " + e.getMessage());
        }
    }

    private static boolean flag(String name, String text) {
        return switch (text) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new IllegalArgumentException("header " + name + " is 0 or 1");
        };
    }

    private static String required(Function<String, byte @Nullable []> header, String name) {
        return text(header, name).orElseThrow(() -> new IllegalArgumentException("no header " + name));
    }

    private static Optional<String> text(Function<String, byte @Nullable []> header, String name) {
        byte[] value = header.apply(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.length > LONGEST_VALUE) {
            throw new IllegalArgumentException("header " + name + " has " + value.length + " octets");
        }
        return Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
