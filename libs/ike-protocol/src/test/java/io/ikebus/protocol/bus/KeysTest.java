package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names things: gateways, sessions, SAs, and the ends of a datagram. */
class KeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e",
                "east",
                "0",
                "gw-17",
                "a-",
                "a23456789012345678901234567890123456789012345678901234567890123"
            })
    void aGatewayHasAName(String id) {
        assertThat(new GatewayId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-east",
                "East",
                "east/1",
                "east west",
                "east\n",
                "éast",
                "east.example",
                "a234567890123456789012345678901234567890123456789012345678901234",
            })
    void anythingElseNamesNoGateway(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewayId(id))
                .withMessage("a gateway id is 1 to 63 of a-z, 0-9 and hyphen");
    }

    @Test
    void aSessionIsItsGatewayAndItsInitiatorCookie() {
        // When
        SessionKey key = SessionKey.parse("gw-17/00112233445566FF");
        // Then
        assertThat(key).hasToString("gw-17/00112233445566ff");
        assertThat(SessionKey.parse(key.toString())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "east",
                "east/",
                "/0011223344556677",
                "east/001122334455667",
                "east/00112233445566778",
                "east/0011223344556677/",
                "east//0011223344556677",
                "east/001122334455667g",
                "east/0011223344556677\n",
            })
    void anythingElseIsNoSession(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionKey.parse(text))
                .withMessageNotContainingAny("east", "001122");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:500, 192.0.2.1:500",
        "192.0.2.1:65535, 192.0.2.1:65535",
        "[2001:db8::1]:4500, [2001:db8:0:0:0:0:0:1]:4500",
        "[::ffff:192.0.2.1]:1, [0:0:0:0:0:ffff:c000:201]:1",
    })
    void anEndpointIsReadAndItsTextIsReadAgain(String text, String canonical) {
        assertThat(Endpoint.parse(text)).hasToString(canonical).isEqualTo(Endpoint.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":500",
                "192.0.2.1",
                "192.0.2.1:",
                "192.0.2.1:0",
                "192.0.2.1:65536",
                "192.0.2.1:-1",
                "192.0.2.1:+500",
                "192.0.2.1:5e2",
                "192.0.2.1:500 ",
                "192.0.2.1:000500",
                "192.0.2.1:99999999999",
                "192.0.2.1:٥٠٠",
                "localhost:500",
                "example.com:500",
                "[192.0.2.1]:500",
                "[localhost]:500",
                "2001:db8::1:500",
                "[2001:db8::1]",
                "[2001:db8::1:500",
                "[[2001:db8::1]]:500",
                "[fe80::1%eth0]:500",
                "[]:500",
            })
    void anythingElseIsNoEndpoint(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(text))
                .withMessageNotContainingAny("192.", "2001", "example", "localhost", "eth0");
    }

    @Test
    void aVeryLongTextIsNoEndpointAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse("1".repeat(1 << 24) + ":500"));
    }

    @ParameterizedTest
    @CsvSource({
        "east/c0ffee01/192.0.2.1/ESP",
        "east/00000100/2001:db8:0:0:0:0:0:1/AH",
        "east/ffffffff/0:0:0:0:0:ffff:c000:201/ESP",
    })
    void anSaIsNamedByItsKey(String key) {
        assertThat(SaId.parseKey(key).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "east",
                "east/c0ffee01/192.0.2.1",
                "east/c0ffee01/192.0.2.1/ESP/",
                "east/C0FFEE01/192.0.2.1/ESP",
                "east/c0ffee0/192.0.2.1/ESP",
                "east/000000ff/192.0.2.1/ESP",
                "east/00000000/192.0.2.1/ESP",
                "east/c0ffee01/example.com/ESP",
                "east/c0ffee01/192.0.2.1/esp",
                "east/c0ffee01/192.0.2.1/IPCOMP",
                "EAST/c0ffee01/192.0.2.1/ESP",
            })
    void anythingElseNamesNoSa(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaId.parseKey(key))
                .withMessageNotContainingAny("east", "EAST", "192.", "c0ffee", "example", "IPCOMP");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 255, 0x1_0000_0000L, Long.MIN_VALUE})
    void anSpiIs32BitsAndNotReserved(long spi) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SaId(new GatewayId("east"), IpAddress.parse("192.0.2.1"), IpsecProtocol.ESP, spi));
    }
}
