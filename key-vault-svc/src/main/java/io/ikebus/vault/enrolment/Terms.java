package io.ikebus.vault.enrolment;

import java.time.Duration;

/**
 * @param certificateLifetime of agents' and transports' certificates
 * @param attemptsPerMinute to enrol, from one address
 */
public record Terms(Duration certificateLifetime, int attemptsPerMinute) {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(90);

    /** @throws IllegalArgumentException with the rule that is broken */
    public Terms {
        if (certificateLifetime.compareTo(SHORTEST) < 0 || certificateLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "ikebus.vault.service-certificate-lifetime is 10s to 90d, usually 7d: services renew by themselves");
        }
    }
}
