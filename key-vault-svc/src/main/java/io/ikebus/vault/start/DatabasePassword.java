package io.ikebus.vault.start;

import io.quarkus.credentials.CredentialsProvider;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Reads user and password for each new connection, so that a password can be replaced without a restart. */
@Singleton
@Named(DatabasePassword.NAME)
final class DatabasePassword implements CredentialsProvider {
    static final String NAME = "ikebus-vault-database";

    private final VaultSettings.Database settings;

    DatabasePassword(VaultSettings settings) {
        this.settings = settings.vault().database();
    }

    @Override
    public Map<String, String> getCredentials(String credentialsProviderName) {
        try {
            return Map.of(
                    USER_PROPERTY_NAME,
                    settings.username(),
                    PASSWORD_PROPERTY_NAME,
                    Files.readString(settings.passwordFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("ikebus.vault.database.password-file cannot be read", e);
        }
    }
}
