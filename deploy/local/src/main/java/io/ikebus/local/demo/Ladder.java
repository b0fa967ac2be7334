package io.ikebus.local.demo;

import io.ikebus.protocol.bus.DiaryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws the messages between two ends, with the milliseconds since the order on either side:
 *
 * <pre>
 *          west 127.0.77.2:500                           east 127.0.77.1:500
 *     12.1 │── MM1  HDR, SA, VID ─────────────── 120 octets ─▶│ 19.8
 *     41.5 │◀─ MM2  HDR, SA, VID ────────────── 104 octets ───│ 27.0
 * </pre>
 */
final class Ladder {

    private static final int BODY = 62;

    private final Strokes strokes;
    private final Instant zero;

    /** @param zero from where time is counted */
    Ladder(Strokes strokes, Instant zero) {
        this.strokes = strokes;
        this.zero = zero;
    }

    /** @param left name of the initiator, {@code right} of the responder */
    List<String> draw(String left, String right, List<Message> messages) {
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(11) + left + " ".repeat(Math.max(1, BODY + 2 - left.length() - right.length())) + right);
        messages.forEach(message -> lines.add(rung(message)));
        return lines;
    }

    private String rung(Message message) {
        Optional<DiaryEntry> left = message.fromInitiator() ? message.sent() : message.received();
        Optional<DiaryEntry> right = message.fromInitiator() ? message.received() : message.sent();
        return "%9s  %s%s%s  %s"
                .formatted(time(left), strokes.side(), arrow(message), strokes.side(), time(right))
                .stripTrailing();
    }

    private String arrow(Message message) {
        Optional<DiaryEntry> told = message.sent().or(message::received);
        String octets = told.map(entry -> " " + entry.octets() + " octets ").orElse("");
        String text = " " + message.label() + "  "
                + told.map(DiaryEntry::text).orElse("(not seen)").replaceAll("\\p{Cntrl}", "?") + " ";
        int room = BODY - 4 - octets.length();
        String words = text.length() <= room
                ? text
                : text.substring(0, room - strokes.cut().length()) + strokes.cut();
        String middle = words + strokes.line().repeat(room - words.length()) + octets;
        String line = strokes.line();
        return message.fromInitiator()
                ? line + line + middle + line + strokes.right()
                : strokes.left() + line + middle + line + line;
    }

    private String time(Optional<DiaryEntry> entry) {
        return entry.map(told -> Duration.between(zero, told.at()).toNanos() / 1e6)
                .map(millis -> String.format(Locale.ROOT, "%.1f", millis))
                .orElse("-");
    }
}
