package io.ikebus.local.demo;

import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.DiaryEntry.Kind;
import java.util.List;
import java.util.Optional;

/**
 * One message of the negotiation, as the diaries of both ends tell it.
 *
 * @param label its place, {@code MM1} to {@code QM3}
 * @param fromInitiator whether the initiator is to send it
 * @param sent what its sender noted
 * @param received what its receiver noted
 */
record Message(String label, boolean fromInitiator, Optional<DiaryEntry> sent, Optional<DiaryEntry> received) {

    // RFC 2409 5.4 and 5.5: six messages of Main Mode, three of Quick Mode; the initiator has the odd ones.
    private static final List<String> LABELS = List.of("MM1", "MM2", "MM3", "MM4", "MM5", "MM6", "QM1", "QM2", "QM3");

    /** All nine, in their order. */
    static List<Message> all(String initiator, String responder, List<DiaryEntry> diary) {
        return LABELS.stream()
                .map(label -> {
                    boolean fromInitiator = (label.charAt(2) - '0') % 2 == 1;
                    String sender = fromInitiator ? initiator : responder;
                    String receiver = fromInitiator ? responder : initiator;
                    return new Message(
                            label,
                            fromInitiator,
                            find(diary, sender, Kind.SENT, label),
                            find(diary, receiver, Kind.RECEIVED, label));
                })
                .toList();
    }

    boolean isComplete() {
        return sent.isPresent() && received.isPresent();
    }

    private static Optional<DiaryEntry> find(List<DiaryEntry> diary, String gateway, Kind kind, String label) {
        return diary.stream()
                .filter(entry -> entry.session().gateway().value().equals(gateway)
                        && entry.kind() == kind
                        && entry.label().equals(label))
                .findFirst();
    }
}
