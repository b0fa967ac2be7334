package io.ikebus.vault.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownVariablesTest {
    private static final Set<String> PROPERTIES = ConfigMappings.getProperties(
                    ConfigClass.configClass(VaultSettings.class))
            .keySet();

    @Test
    void areThoseThatLookLikeOursAndSetNothing() {
        assertThat(UnknownVariables.among(
                        List.of(
                                "PATH",
                                "IKEBUS_VAULT_MASTER_KEY_FILE",
                                "IKEBUS_VAULT_MASTR_KEY_FILE",
                                "IKEBUS_VAULT_DATABASE_URL",
                                "IKEBUS_TLS_KEYSTORE_FILE",
                                "IKEBUS_OIDC_PUBLIC_KEY_FILE",
                                "IKEBUS_GATEWAY"),
                        PROPERTIES))
                .containsExactly("IKEBUS_GATEWAY", "IKEBUS_VAULT_MASTR_KEY_FILE");
    }
}
