package io.ikebus.negotiator.twoparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.exchange.PeerMessages;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.isakmp.Transform;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New Group Mode is understood and refused (RFC 2409 5.6). */
class NewGroupTest {
    private static final int MESSAGE_ID = 0x0badcafe;
    private static final Payload A_GROUP = SecurityAssociation.of(List.of(new Proposal(
            1,
            1,
            Octets.EMPTY,
            List.of(new Transform(
                    1,
                    1,
                    List.of(
                            Attribute.of(4, 0x8001),
                            Attribute.of(5, 1),
                            Attribute.of(6, Octets.fromHex("ff".repeat(128))),
                            Attribute.of(7, Octets.of(2))))))));

    private final TwoParties parties = TwoParties.perfect();
    private SessionKey west = parties.west.initiate(parties.now, "to-east", 1);

    @BeforeEach
    void establish() {
        parties.run(Duration.ofSeconds(1));
        assertThat(parties.agreeOn(2)).isTrue();
    }

    private void send(Octets message) {
        parties.east.receive(
                parties.now,
                new DatagramHeaders(parties.east.id, TwoParties.EAST, TwoParties.WEST, false, parties.now, null),
                message);
        parties.run(Duration.ofSeconds(1));
    }

    private Octets newGroup(int messageId, int hashed) {
        return PeerMessages.first(
                parties.west.session(west).orElseThrow(), ExchangeType.NEW_GROUP_MODE, messageId, hashed, A_GROUP);
    }

    @Test
    void theGroupIsRefusedUnderTheIsakmpSaWhichGoesOn() {
        send(newGroup(MESSAGE_ID, MESSAGE_ID));

        assertThat(parties.east.noted("new-group-refused")).isTrue();
        assertThat(parties.east.diary.stream()
                        .filter(entry -> entry.kind() == DiaryEntry.Kind.SENT)
                        .toList()
                        .getLast()
                        .text())
                .isEqualTo("HDR*, HASH, N(ATTRIBUTES-NOT-SUPPORTED)");
        assertThat(parties.west.diary)
                .anyMatch(entry ->
                        entry.label().equals("peer-notify") && entry.text().contains("ATTRIBUTES-NOT-SUPPORTED"));
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void whatHasAWrongHashGetsNoAnswer() {
        int sent = parties.wire.size();

        send(newGroup(MESSAGE_ID, MESSAGE_ID + 1));

        assertThat(parties.east.noted("wrong-hash")).isTrue();
        assertThat(parties.wire).hasSize(sent);
    }

    @Test
    void whatIsRepeatedIsAReplay() {
        Octets message = newGroup(MESSAGE_ID, MESSAGE_ID);
        send(message);
        int sent = parties.wire.size();

        send(message);

        assertThat(parties.east.noted("used-message-id")).isTrue();
        assertThat(parties.wire).hasSize(sent);
    }
}
