package io.ikebus.transport.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.Datagram;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CuttingTest {
    private static final Endpoint LOCAL = Endpoint.parse("192.0.2.1:4500");
    private static final Endpoint REMOTE = Endpoint.parse("192.0.2.2:4500");
    private static final int HEADERS = IsakmpHeader.LENGTH + 4;

    /** Of so many octets. */
    private static Datagram datagram(int exchangeType, int octets) {
        byte[] body = new byte[octets - HEADERS];
        new Random(octets).nextBytes(body);
        return new Datagram(
                LOCAL,
                REMOTE,
                true,
                Instant.EPOCH,
                IsakmpMessage.of(
                                new Cookie(1),
                                new Cookie(2),
                                exchangeType,
                                0x1234,
                                new Payload.VendorId(Octets.wrap(body)))
                        .encode());
    }

    private static IsakmpHeader header(Datagram datagram) {
        if (IsakmpHeader.decode(datagram.message()) instanceof Decoded.Accepted<IsakmpHeader>(IsakmpHeader header)) {
            return header;
        }
        throw new IllegalStateException("not readable");
    }

    private static List<Datagram> cut(Datagram datagram) {
        return Cutting.cut(datagram, header(datagram));
    }

    @ParameterizedTest
    @CsvSource({"1228, 1", "1229, 2", "2384, 2", "2385, 3", "10000, 9", "65500, 55"})
    void aMessageIsCutIntoAsFewAsHoldIt(int octets, int fragments) {
        // Given
        Datagram whole = datagram(ExchangeType.MAIN_MODE, octets);
        // When
        List<Datagram> cut = cut(whole);
        // Then
        assertThat(cut).hasSize(fragments).allSatisfy(one -> {
            assertThat(one.message().length()).isLessThanOrEqualTo(Cutting.LARGEST_DATAGRAM);
            assertThat(one.local()).isEqualTo(LOCAL);
            assertThat(one.remote()).isEqualTo(REMOTE);
            assertThat(one.marked()).isTrue();
        });
    }

    @Test
    void theOtherEndPutsThemTogetherInAnyOrder() {
        // Given
        Datagram whole = datagram(ExchangeType.MAIN_MODE, 5_000);
        Reassembly reassembly = new Reassembly(4, 10_000, () -> 0);
        // When
        List<Whole> taken = cut(whole).reversed().stream()
                .map(fragment -> reassembly.take(fragment, header(fragment)))
                .toList();
        // Then
        assertThat(taken.subList(0, taken.size() - 1)).allMatch(Whole.Waiting.class::isInstance);
        assertThat(taken.getLast())
                .isInstanceOfSatisfying(
                        Whole.Message.class,
                        message -> assertThat(message.datagram().message()).isEqualTo(whole.message()));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "4, 4", "32, 2", "5, 2", "6, 2"})
    void fragmentsLookLikePhaseOneWhateverTheMessageIs(int exchangeType, int shown) {
        assertThat(cut(datagram(exchangeType, 3_000))).allSatisfy(fragment -> {
            assertThat(header(fragment).exchangeType()).isEqualTo(shown);
            assertThat(header(fragment).messageId()).isZero();
            assertThat(header(fragment).flags()).isZero();
        });
    }
}
