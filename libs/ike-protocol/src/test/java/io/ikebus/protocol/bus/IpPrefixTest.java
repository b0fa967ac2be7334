package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.0.0/16",
        "0.0.0.0/0, 0.0.0.0/0",
        "192.0.2.1, 192.0.2.1/32",
        "192.0.2.1/32, 192.0.2.1/32",
        "192.0.2.128/25, 192.0.2.128/25",
        "::/0, 0:0:0:0:0:0:0:0/0",
        "2001:db8::/33, 2001:db8:0:0:0:0:0:0/33",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
    })
    void aNetworkIsReadAndItsTextIsReadAgain(String text, String canonical) {
        assertThat(IpPrefix.parse(text)).hasToString(canonical).isEqualTo(IpPrefix.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/16",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/0x8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/8/8",
                "10.0.0.0 /8",
                "10.0.0.0/8 ",
                "10.0.0.0/99999999999",
                "10.0.0.1/8",
                "10.1/16",
                "::/129",
                "::1/127",
                "example.com/24",
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.parse(text))
                .withMessageNotContainingAny("10.", "example", "255", "999");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.0.0, true",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.0.0/16, 10.0.255.255, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 203.0.113.9, false",
        "::/0, ::ffff:203.0.113.9, true",
        "0.0.0.0/0, ::ffff:203.0.113.9, false",
        "192.0.2.128/25, 192.0.2.127, false",
    })
    void aNetworkHoldsItsAddresses(String network, String address, boolean holds) {
        assertThat(IpPrefix.parse(network).contains(IpAddress.parse(address))).isEqualTo(holds);
        assertThat(IpPrefix.parse(network).contains(IpPrefix.host(IpAddress.parse(address))))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.0.0/16, true",
        "10.1.0.0/16, 10.0.0.0/8, false",
        "10.1.0.0/16, 10.1.0.0/16, true",
        "0.0.0.0/0, ::/0, false",
    })
    void aNetworkHoldsItsParts(String network, String part, boolean holds) {
        assertThat(IpPrefix.parse(network).contains(IpPrefix.parse(part))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.129, 24, 192.0.2.0/24", "192.0.2.129, 0, 0.0.0.0/0", "192.0.2.129, 32, 192.0.2.129/32"})
    void theNetworkAroundAnAddressHasItsLength(String address, int length, String network) {
        assertThat(IpPrefix.around(IpAddress.parse(address), length)).hasToString(network);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 33, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void noNetworkHasAnotherLength(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpPrefix.around(IpAddress.parse("10.0.0.0"), length));
    }
}
