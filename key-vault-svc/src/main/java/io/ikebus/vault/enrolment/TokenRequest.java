package io.ikebus.vault.enrolment;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.vault.enrolled.ServiceRole;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token as it shall be.
 *
 * @param lifetime 15m if left out
 * @param names that the certificate is good for when the service itself is called; localhost, 127.0.0.1 and ::1 if left
 *     out
 */
record TokenRequest(
        @NotNull ServiceRole role,
        @NotNull GatewayId gateway,
        @Nullable TokenLifetime lifetime,
        @Size(max = MOST_NAMES) @Nullable List<@NotNull HostName> names) {
    private static final int MOST_NAMES = 16;
    static final String LOCAL_NAMES = "localhost,127.0.0.1,::1";

    TokenLifetime lifetimeOrUsual() {
        return lifetime == null ? TokenLifetime.USUAL : lifetime;
    }

    String joinedNames() {
        return names == null ? LOCAL_NAMES : names.stream().map(HostName::text).collect(Collectors.joining(","));
    }
}
