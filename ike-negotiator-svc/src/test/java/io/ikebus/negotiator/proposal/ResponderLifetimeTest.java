package io.ikebus.negotiator.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponderLifetimeTest {
    /** As a router sent it in the recorded handshake main-psk-responder-lifetime. */
    @Test
    void aRecordedOneOfPhase1Says300Seconds() {
        assertThat(ResponderLifetime.ofPhase1(Octets.fromHex("800b0001800c012c")))
                .contains(new ResponderLifetime(300, 0));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        ResponderLifetime lifetime = new ResponderLifetime(100_000, 5L << 30);

        assertThat(ResponderLifetime.ofPhase2(lifetime.data())).contains(lifetime);
    }

    @ParameterizedTest
    @CsvSource({
        "80010001000200021c20, 7200, 0",
        "800100010002000400001c20, 7200, 0",
        "8001000100020003001c20, 7200, 0",
        "80010001000200080000000000001c20, 7200, 0",
        "00010001010002000400001c20, 7200, 0",
        "8001000280020400, 0, 1048576",
        "8001000180021c208001000280020400, 7200, 1048576"
    })
    void bothFormsOfAnAttributeAreReadWhateverTheirLength(String data, long seconds, long bytes) {
        assertThat(ResponderLifetime.ofPhase2(Octets.fromHex(data))).contains(new ResponderLifetime(seconds, bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "80010001",
                "80021c20",
                "8001000180020000",
                "8001000380021c20",
                "8001000180021c2080060080",
                "0001000900",
                "800100010002000900000000000000000001"
            })
    void whatIsNoLifetimeIsNone(String data) {
        assertThat(ResponderLifetime.ofPhase2(Octets.fromHex(data))).isEmpty();
    }
}
