package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.2, 192.0.2.2",
        "192.0.2.2/32, 192.0.2.2",
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.0-192.0.2.255, 192.0.2.0/24",
        "192.0.2.10-192.0.2.20, 192.0.2.10-192.0.2.20",
        "192.0.2.1-192.0.2.2, 192.0.2.1-192.0.2.2",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "::/0, 0:0:0:0:0:0:0:0/0",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "2001:db8::-2001:db8::ffff, 2001:db8:0:0:0:0:0:0/112",
        "ffff::1-ffff::3, ffff:0:0:0:0:0:0:1-ffff:0:0:0:0:0:0:3",
    })
    void printsTheShortestFormAndReadsItBack(String text, String shortest) {
        AddressRange range = AddressRange.parse(text);

        assertThat(range).hasToString(shortest);
        assertThat(AddressRange.parse(shortest)).isEqualTo(range);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "west.example",
                "192.0.2",
                "192.0.2.1/33",
                "192.0.2.1/24",
                "192.0.2.9-192.0.2.1",
                "192.0.2.1-2001:db8::1",
                "192.0.2.1-",
                "-192.0.2.1",
                "192.0.2.1-192.0.2.2-192.0.2.3",
                "192.0.2.0/24-192.0.3.0/24",
                "fe80::1%eth0",
                " 192.0.2.1",
                "192.0.2.1/-1",
                "192.0.2.256",
            })
    void refusesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10-192.0.2.20, 192.0.2.10, true",
        "192.0.2.10-192.0.2.20, 192.0.2.20, true",
        "192.0.2.10-192.0.2.20, 192.0.2.21, false",
        "192.0.2.10-192.0.2.20, 192.0.2.9, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "::/0, 192.0.2.1, false",
        "0.0.0.0/0, ::1, false",
    })
    void containsItsEndsAndWhatIsBetween(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).contains(IpAddress.parse(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10-192.0.2.20, 192.0.2.10-192.0.2.20, true, true",
        "192.0.2.10-192.0.2.20, 192.0.2.12/30, true, true",
        "192.0.2.10-192.0.2.20, 192.0.2.8/30, false, true",
        "192.0.2.10-192.0.2.20, 192.0.2.20-192.0.2.30, false, true",
        "192.0.2.10-192.0.2.20, 192.0.2.21-192.0.2.30, false, false",
        "192.0.2.10-192.0.2.20, 0.0.0.0/0, false, true",
        "0.0.0.0/0, ::/0, false, false",
    })
    void containsWhatIsInsideAndOverlapsWhatSharesAnAddress(
            String range, String other, boolean contained, boolean overlapping) {
        AddressRange one = AddressRange.parse(range);

        assertThat(one.contains(AddressRange.parse(other))).isEqualTo(contained);
        assertThat(one.overlaps(AddressRange.parse(other))).isEqualTo(overlapping);
        assertThat(AddressRange.parse(other).overlaps(one)).isEqualTo(overlapping);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.7, 192.0.2.7/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.254-255.255.255.255, 255.255.255.254/31",
        "192.0.2.0-192.0.2.2, 192.0.2.0/31 192.0.2.2/32",
        "192.0.2.1-192.0.2.2, 192.0.2.1/32 192.0.2.2/32",
        "192.0.2.10-192.0.2.20, 192.0.2.10/31 192.0.2.12/30 192.0.2.16/30 192.0.2.20/32",
        "0.0.0.0-255.255.255.254, 0.0.0.0/1 128.0.0.0/2 192.0.0.0/3 224.0.0.0/4 240.0.0.0/5 248.0.0.0/6 252.0.0.0/7"
                + " 254.0.0.0/8 255.0.0.0/9 255.128.0.0/10 255.192.0.0/11 255.224.0.0/12 255.240.0.0/13 255.248.0.0/14"
                + " 255.252.0.0/15 255.254.0.0/16 255.255.0.0/17 255.255.128.0/18 255.255.192.0/19 255.255.224.0/20"
                + " 255.255.240.0/21 255.255.248.0/22 255.255.252.0/23 255.255.254.0/24 255.255.255.0/25"
                + " 255.255.255.128/26 255.255.255.192/27 255.255.255.224/28 255.255.255.240/29 255.255.255.248/30"
                + " 255.255.255.252/31 255.255.255.254/32",
        "ffff::1-ffff::3, ffff:0:0:0:0:0:0:1/128 ffff:0:0:0:0:0:0:2/127",
    })
    void isTheFewestPrefixesThatAreTogetherThisRange(String range, String prefixes) {
        assertThat(AddressRange.parse(range).prefixes().stream().map(IpPrefix::toString))
                .containsExactly(prefixes.split(" "));
    }

    @Test
    void theWorstRangeHas62PrefixesOfIpv4And254OfIpv6() {
        assertThat(AddressRange.parse("0.0.0.1-255.255.255.254").prefixes()).hasSize(62);
        assertThat(AddressRange.parse("::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe")
                        .prefixes())
                .hasSize(254);
    }
}
