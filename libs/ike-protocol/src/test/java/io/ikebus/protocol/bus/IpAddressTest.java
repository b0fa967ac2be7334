package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, c0000201, 192.0.2.1",
        "0.0.0.0, 00000000, 0.0.0.0",
        "255.255.255.255, ffffffff, 255.255.255.255",
        "::, 00000000000000000000000000000000, 0:0:0:0:0:0:0:0",
        "2001:DB8::1, 20010db8000000000000000000000001, 2001:db8:0:0:0:0:0:1",
        "1:2:3:4:5:6:7:8, 00010002000300040005000600070008, 1:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.1, 0064ff9b0000000000000000c0000201, 64:ff9b:0:0:0:0:c000:201",
        "::ffff:192.0.2.1, 00000000000000000000ffffc0000201, 0:0:0:0:0:ffff:c000:201",
        "::ffff:c000:201, 00000000000000000000ffffc0000201, 0:0:0:0:0:ffff:c000:201",
        "::192.0.2.1, 000000000000000000000000c0000201, 0:0:0:0:0:0:c000:201",
    })
    void aLiteralIsReadAndItsTextIsReadAgain(String literal, String hex, String text) {
        // When
        IpAddress address = IpAddress.parse(literal);
        // Then
        assertThat(address.octets().hex()).isEqualTo(hex);
        assertThat(address).hasToString(text);
        assertThat(IpAddress.parse(text)).isEqualTo(address);
        assertThat(address.bits()).isEqualTo(hex.length() * 4);
        assertThat(address.isV4()).isEqualTo(hex.length() == 8);
    }

    /** A peer may name one as a traffic selector; it must not become another address on its way over the bus. */
    @Test
    void anIpv4MappedAddressStaysWhatItIs() {
        // Given
        IpAddress mapped = new IpAddress(Octets.fromHex("00000000000000000000ffff0a000001"));
        // Then
        assertThat(IpAddress.parse(mapped.toString())).isEqualTo(mapped).isNotEqualTo(IpAddress.parse("10.0.0.1"));
        assertThat(IpPrefix.parse(IpPrefix.around(mapped, 96).toString())).isEqualTo(IpPrefix.around(mapped, 96));
        assertThat(Endpoint.parse(new Endpoint(mapped, 500).toString())).isEqualTo(new Endpoint(mapped, 500));
        assertThat(mapped.toInetAddress()).isInstanceOf(Inet4Address.class);
    }

    @Test
    void theJdksAddressesAreTakenAndGiven() throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        assertThat(IpAddress.of(address).toInetAddress()).isEqualTo(address);
    }

    /** The JDK would ask DNS for some of these and guess at others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.com",
                "a.b.c.d",
                "dead.beef.0.1",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.5",
                ".1.2.3",
                "1..2.3",
                "256.1.1.1",
                "1.1.1.999",
                "1.1.1.4294967297",
                "01.2.3.4",
                "010.0.0.1",
                "0x7f.0.0.1",
                "2130706433",
                "1.2.3.-4",
                "+1.2.3.4",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4\n",
                "1.2.3.4/32",
                "1.2.3.4:500",
                "１.2.3.4",
                "٣.2.3.4",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::g",
                "::1.2.3",
                "::1.2.3.4.5",
                "::01.2.3.4",
                "::256.1.1.1",
                "1.2.3.4::",
                "fe80::1%eth0",
                "fe80::1%1",
                "[::1]",
                "::1\u0000",
                "0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0",
            })
    void anythingElseIsRefusedAndNotQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessage("an address is an IPv4 or IPv6 literal")
                .withNoCause();
    }

    @Test
    void aVeryLongTextIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.parse(":".repeat(1 << 24)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 15, 17})
    void anAddressHas4Or16Octets(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(Octets.wrap(new byte[length])));
    }
}
