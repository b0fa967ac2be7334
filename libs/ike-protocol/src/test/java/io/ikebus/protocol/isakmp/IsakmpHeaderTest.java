package io.ikebus.protocol.isakmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsakmpHeaderTest {
    private static final Octets WIRE =
            Wire.hex("0011223344556677 8899aabbccddeeff 08 10 20 01 fedcba98 00000020 01020304");

    @Test
    void isReadAsItStandsOnTheWire() {
        // When
        Decoded<IsakmpHeader> decoded = IsakmpHeader.decode(WIRE);
        // Then
        assertThat(decoded)
                .isEqualTo(Decoded.of(new IsakmpHeader(
                        Samples.INITIATOR,
                        Samples.RESPONDER,
                        PayloadType.HASH,
                        ExchangeType.QUICK_MODE,
                        IsakmpHeader.ENCRYPTION,
                        0xfedcba98,
                        32)));
        assertThat(decoded.map(IsakmpHeader::encode)).isEqualTo(Decoded.of(WIRE.slice(0, IsakmpHeader.LENGTH)));
        assertThat(decoded.map(IsakmpHeader::isEncrypted)).isEqualTo(Decoded.of(true));
        assertThat(IsakmpMessage.bodyOf(WIRE)).isEqualTo(Wire.hex("01020304"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7})
    void everyDefinedFlagPasses(int flags) {
        Octets message = Wire.with(WIRE, 19, "0" + flags);
        assertThat(IsakmpHeader.decode(message).map(IsakmpHeader::flags)).isEqualTo(Decoded.of(flags));
    }

    @Test
    void anEncryptedBodyIsNotLookedAt() {
        Octets garbage = Wire.with(WIRE, 28, "ffffffff");
        assertThat(IsakmpHeader.decode(garbage)).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void aHeaderAloneIsAMessage() {
        assertThat(IsakmpMessage.decode(Wire.message(PayloadType.NONE, Octets.EMPTY)))
                .isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void theLongestDatagramIsAMessage() {
        Octets longest = Wire.message(
                PayloadType.VENDOR_ID, Wire.payload(0, Octets.wrap(new byte[IsakmpHeader.LARGEST_MESSAGE - 32])));
        assertThat(longest.length()).isEqualTo(65_507);
        assertThat(IsakmpMessage.decode(longest)).isInstanceOf(Decoded.Accepted.class);
    }
}
