package io.ikebus.vault.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.GatewayId;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

    @ParameterizedTest
    @CsvSource({
        "CN=negotiator, negotiator,",
        "'CN=negotiator,O=Example', negotiator,",
        "CN=agent:east, agent, east",
        "CN=transport:east-2, transport, east-2",
    })
    void aCommonNameIsARole(String subject, String role, String gateway) {
        assertThat(ServiceName.of(new X500Principal(subject)))
                .contains(new ServiceName(role, Optional.ofNullable(gateway).map(GatewayId::new)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=vault",
                "CN=launcher",
                "CN=agent",
                "CN=agent:",
                "CN=agent:EAST",
                "CN=agent:east:west",
                "CN=agent:-east",
                "CN=negotiator:east",
                "CN=Negotiator",
                "CN=negotiator ,CN=agent:east",
                "CN=negotiator+OU=x",
                "O=negotiator",
                "CN=vault-admin",
                "CN=admin:east",
            })
    void anyOtherNameIsNone(String subject) {
        assertThat(ServiceName.of(new X500Principal(subject))).isEmpty();
    }
}
