package io.ikebus.transport.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownVariablesTest {
    private static final Set<String> PROPERTIES = Set.of(
            "ikebus.gateway", "ikebus.cluster-secret-file", "ikebus.transport.listen", "ikebus.transport.listen[*]");

    @ParameterizedTest
    @CsvSource({
        "IKEBUS_GATEWAY, true",
        "IKEBUS_CLUSTER_SECRET_FILE, true",
        "IKEBUS_TRANSPORT_LISTEN, true",
        "IKEBUS_TRANSPORT_LISTEN_0_, true",
        "IKEBUS_TRANSPORT_LISTEN_12_, true",
        "PATH, true",
        "IKEBUS_GATEWAYS, false",
        "IKEBUS_TRANSPORT_LISTN, false",
        "IKEBUS_TRANSPORT_LISTEN_X_, false",
        "IKEBUS_, false"
    })
    void onlyWhatNamesAPropertyIsKnown(String variable, boolean known) {
        assertThat(UnknownVariables.among(List.of(variable), PROPERTIES).isEmpty())
                .isEqualTo(known);
    }
}
