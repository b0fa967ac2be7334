package io.ikebus.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.DiaryEntry.Kind;
import io.ikebus.protocol.bus.SessionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private final List<DiaryEntry> diary = new ArrayList<>();

    @Test
    void theInitiatorSendsTheOddMessages() {
        assertThat(Message.all("west", "east", diary))
                .extracting(Message::label, Message::fromInitiator)
                .startsWith(tuple("MM1", true), tuple("MM2", false))
                .endsWith(tuple("QM3", true))
                .hasSize(9);
    }

    @Test
    void aMessageIsDrawnFromItsSenderToItsReceiver() {
        // Given
        note("west", Kind.SENT, "MM1", "HDR, SA, VID", 120, 12);
        note("east", Kind.RECEIVED, "MM1", "HDR, SA, VID", 120, 19);
        note("east", Kind.SENT, "MM2", "HDR, SA", 104, 27);
        note("west", Kind.RECEIVED, "MM2", "HDR, SA", 104, 1041);

        // When
        List<String> lines = draw(Strokes.PLAIN);

        // Then
        assertThat(lines.get(1))
                .isEqualTo("     12.0  |-- MM1  HDR, SA, VID --------------------------- 120 octets ->|  19.0");
        assertThat(lines.get(2))
                .isEqualTo("   1041.0  |<- MM2  HDR, SA -------------------------------- 104 octets --|  27.0");
    }

    @Test
    void aMessageThatNobodySawIsDrawnAsMissing() {
        assertThat(draw(Strokes.PLAIN).get(9)).contains("QM3  (not seen)").startsWith("        -  |");
    }

    @Test
    void aLongMessageIsCutAndNothingMoves() {
        // Given
        note("west", Kind.SENT, "MM1", "HDR, SA" + ", VID".repeat(40), 1200, 1);

        // When
        List<String> lines = draw(Strokes.DRAWN);

        // Then
        assertThat(lines.get(1)).contains("VID,… 1200 octets ─▶│");
        assertThat(lines.get(1).indexOf('▶')).isEqualTo(lines.get(3).indexOf('▶'));
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        // Given
        note("west", Kind.SENT, "MM1", "HDR\u001b[2J", 12, 1);

        // Then
        assertThat(draw(Strokes.DRAWN).get(1)).contains("HDR?[2J");
    }

    @Test
    void anEncodingWithoutLinesGetsPlainOnes() {
        assertThat(Strokes.of(StandardCharsets.US_ASCII)).isEqualTo(Strokes.PLAIN);
        assertThat(Strokes.of(StandardCharsets.UTF_8)).isEqualTo(Strokes.DRAWN);
    }

    private List<String> draw(Strokes strokes) {
        return new Ladder(strokes, ZERO).draw("west", "east", Message.all("west", "east", diary));
    }

    private void note(String gateway, Kind kind, String label, String text, int octets, long millis) {
        diary.add(new DiaryEntry(
                DiaryEntry.VERSION,
                SessionKey.parse(gateway + "/0011223344556677"),
                "8899aabbccddeeff",
                "demo",
                kind,
                "Main Mode",
                "00000000",
                label,
                text,
                octets,
                ZERO.plusMillis(millis)));
    }
}
