package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.selector.Selectors;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Makes rows of credentials, with their secrets sealed, and opens them. */
@Singleton
final class CredentialRows {
    private final RestSealing sealing;

    CredentialRows(RestSealing sealing) {
        this.sealing = sealing;
    }

    /** @param secret stays the caller's */
    StoredCredential sealed(
            UUID id,
            String name,
            String type,
            long version,
            Selectors selectors,
            Content content,
            Instant createdAt,
            Instant changedAt,
            Secret secret) {
        String selectorsText = json(selectors);
        String contentText = json(content);
        Octets binding =
                StoredCredential.binding(id, name, type, version, selectorsText, contentText, createdAt, changedAt);
        return new StoredCredential(
                id,
                name,
                type,
                version,
                selectorsText,
                contentText,
                createdAt,
                changedAt,
                sealing.seal(secret, binding));
    }

    /** The secret. Who takes it, destroys it. */
    Secret opened(Credential credential) {
        return sealing.open(credential.stored().sealed(), credential.stored().binding())
                .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
    }

    private static String json(Object value) {
        return new String(BusJson.write(value), StandardCharsets.UTF_8);
    }
}
