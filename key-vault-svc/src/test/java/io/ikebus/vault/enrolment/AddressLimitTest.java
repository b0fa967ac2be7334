package io.ikebus.vault.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressLimitTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final AddressLimit limit = new AddressLimit(new Terms(Duration.ofDays(7), 2), () -> now);

    @Test
    void anAddressHasItsAttemptsInEachMinute() {
        assertThat(limit.mayTry("192.0.2.1")).isTrue();
        assertThat(limit.mayTry("192.0.2.1")).isTrue();
        assertThat(limit.mayTry("192.0.2.1")).isFalse();
        assertThat(limit.mayTry("192.0.2.2")).isTrue();

        now = now.plusSeconds(60);

        assertThat(limit.mayTry("192.0.2.1")).isTrue();
    }

    @Test
    void aHostOfIpv6IsItsNetwork() {
        assertThat(limit.mayTry("2001:db8::1")).isTrue();
        assertThat(limit.mayTry("2001:db8::2%eth0")).isTrue();
        assertThat(limit.mayTry("2001:db8:0:0:1::3")).isFalse();
        assertThat(limit.mayTry("2001:db8:0:1::1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1s, 1", "15m, 900", "24h, 86400", "1440m, 86400"})
    void aLifetimeOfATokenIsUpToADay(String text, long seconds) {
        assertThat(TokenLifetime.parse(text).span()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "25h", "86401s", "1d", "-1m", "15", "PT15M", "9999999s"})
    void refusesOtherLifetimes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TokenLifetime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "P91D"})
    void refusesTermsThatServicesCannotKeepUpWithOrThatLastTooLong(String lifetime) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Terms(Duration.parse(lifetime), 1));
    }
}
