package io.ikebus.vault.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.bus.IpAddress;
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
        IpAddress asked = IpAddress.parse(address);

        assertThat(AddressRange.parse(range).contains(asked.bits(), AddressRange.number(asked)))
                .isEqualTo(contained);
    }
}
