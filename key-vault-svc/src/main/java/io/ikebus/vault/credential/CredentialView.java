package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.selector.Selectors;
import java.time.Instant;

/** A credential without its secret. */
record CredentialView(
        String name,
        String type,
        long version,
        @JsonUnwrapped Selectors selectors,
        Instant createdAt,
        Instant changedAt) {

    static CredentialView of(Credential credential) {
        var stored = credential.stored();
        return new CredentialView(
                stored.name(),
                stored.type(),
                stored.version(),
                credential.selectors(),
                stored.createdAt(),
                stored.changedAt());
    }
}
