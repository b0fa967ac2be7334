package io.ikebus.negotiator.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownVariablesTest {
    private static final Set<String> PROPERTIES = ConfigMappings.getProperties(
                    ConfigClass.configClass(NegotiatorSettings.class))
            .keySet();

    @Test
    void areThoseThatLookLikeOursAndSetNothing() {
        assertThat(UnknownVariables.among(
                        List.of(
                                "PATH",
                                "IKEBUS_VAULT_URL",
                                "IKEBUS_NEGOTIATOR_STORE",
                                "IKEBUS_NEGOTIATOR_STOER",
                                "IKEBUS_NEGOTIATOR_COMMIT_INTERVAL_MS",
                                "IKEBUS_OIDC_PUBLIC_KEY_FILE",
                                "IKEBUS_CLUSTER_SECRET"),
                        PROPERTIES))
                .containsExactly("IKEBUS_CLUSTER_SECRET", "IKEBUS_NEGOTIATOR_STOER");
    }
}
