package io.ikebus.transport.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePrefixTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.255, true",
        "192.0.2.1, 192.0.3.1, false",
        "2001:db8:0:ff00::1, 2001:db8:0:ffff:1::2, true",
        "2001:db8:0:fe00::1, 2001:db8:0:ff00::1, false",
        "255.255.255.255, 0.0.0.0, false",
        "::, 0.0.0.0, false"
    })
    void neighboursAreLimitedTogether(String one, String other, boolean together) {
        assertThat(SourcePrefix.around(IpAddress.parse(one)).equals(SourcePrefix.around(IpAddress.parse(other))))
                .isEqualTo(together);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2, false", "192.0.2.1, 192.0.2.1, true", "2001:db8::1, 2001:db8::2, true"})
    void hostsAreToldApartInIpv4Only(String one, String other, boolean together) {
        assertThat(SourcePrefix.host(IpAddress.parse(one)).equals(SourcePrefix.host(IpAddress.parse(other))))
                .isEqualTo(together);
    }
}
