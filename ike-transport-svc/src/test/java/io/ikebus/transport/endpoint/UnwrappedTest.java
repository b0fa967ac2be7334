package io.ikebus.transport.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnwrappedTest {

    @Test
    void theMarkerIsTakenOffOnTheNatPort() {
        assertThat(Unwrapped.of(datagram("00000000 0102"), true)).isEqualTo(new Unwrapped.Ike(Octets.of(1, 2)));
    }

    @Test
    void nothingIsTakenOffOnTheIkePort() {
        assertThat(Unwrapped.of(datagram("00000000 0102"), false))
                .isEqualTo(new Unwrapped.Ike(Octets.of(0, 0, 0, 0, 1, 2)));
    }

    @Test
    void oneOctetOfAllOnesIsAKeepalive() {
        assertThat(Unwrapped.of(datagram("ff"), true)).isEqualTo(new Unwrapped.Keepalive());
        assertThat(Unwrapped.of(datagram("ff"), false)).isEqualTo(new Unwrapped.Ike(Octets.of(0xff)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SPI and sequence number, c0ffee01 00000001",
        "SPI whose last octet alone is set, 00000001 00000001",
        "SPI whose first octet alone is set, 01000000 00000001",
        "four octets of ones, ffffffff"
    })
    void withoutMarkerItIsEsp(String name, String hex) {
        assertThat(Unwrapped.of(datagram(hex), true)).as(name).isEqualTo(new Unwrapped.Esp());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, ''",
        "one octet that is no keepalive, fe",
        "two keepalives in one, ffff",
        "a cut marker, 000000",
        "a marker alone, 00000000"
    })
    void whatIsTooShortIsAnEmptyMessage(String name, String hex) {
        assertThat(Unwrapped.of(datagram(hex), true)).as(name).isEqualTo(new Unwrapped.Ike(Octets.EMPTY));
    }

    private static ByteBuf datagram(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
