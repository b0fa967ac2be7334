package io.ikebus.vault.start;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Before anything else starts: what the mapping of the configuration does not check by itself. */
@Singleton
final class Preflight {
    private static final int FIRST = 1;

    private final VaultSettings settings;

    Preflight(VaultSettings settings) {
        this.settings = settings;
    }

    void check(@Observes @Priority(FIRST) StartupEvent starting) {
        List<String> unknown = UnknownVariables.among(
                System.getenv().keySet(),
                ConfigMappings.getProperties(ConfigClass.configClass(VaultSettings.class))
                        .keySet());
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("environment: no property is set by " + String.join(", ", unknown)
                    + "; remove or correct it, names follow IKEBUS_VAULT_MASTER_KEY_FILE for"
                    + " ikebus.vault.master-key-file");
        }
        try {
            OwnCertificate.require(
                    settings.tls().certificateFile(), settings.tls().keyFile());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("ikebus.tls.key-file: " + e.getMessage());
        }
    }
}
