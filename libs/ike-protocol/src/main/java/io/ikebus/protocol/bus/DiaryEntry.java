package io.ikebus.protocol.bus;

import java.time.Instant;
import java.util.Objects;

/**
 * One message or decision of a negotiation, on {@link Topics#NEGOTIATIONS}: what a diagnosis is read from. Never holds
 * a secret.
 *
 * @param exchange its name, e.g. {@code Main Mode}
 * @param messageId hex, 8 digits; 00000000 in phase 1
 * @param label of a message its place in the exchange, e.g. {@code MM1}, {@code QM2}, {@code INFO}; of a decision a
 *     stable code
 * @param text of a message the payloads as in the RFC's figures, e.g. {@code HDR, SA, VID}; of a decision a sentence
 * @param octets length of the message; 0 for a decision
 */
public record DiaryEntry(
        int v,
        SessionKey session,
        String responderCookie,
        String connection,
        Kind kind,
        String exchange,
        String messageId,
        String label,
        String text,
        int octets,
        Instant at) {
    public static final int VERSION = 1;

    public enum Kind {
        RECEIVED,
        SENT,
        /** The same message again, answered with the same bytes or passed over. */
        REPEATED,
        DROPPED,
        DECIDED
    }

    public DiaryEntry {
        Objects.requireNonNull(session);
        Objects.requireNonNull(responderCookie);
        Objects.requireNonNull(connection);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(exchange);
        Objects.requireNonNull(messageId);
        Objects.requireNonNull(label);
        Objects.requireNonNull(text);
        Objects.requireNonNull(at);
    }
}
