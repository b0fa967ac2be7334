package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.selector.Selectors;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential without its secret.
 *
 * @param warnings in the answer to a PUT: what is allowed, and yet no good idea
 */
record CredentialView(
        String name,
        String type,
        long version,
        @JsonUnwrapped Selectors selectors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CertificateView> certificates,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RevocationListView> revocationLists,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String publicKey,
        Instant createdAt,
        Instant changedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String user,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UserSide side) {

    static CredentialView of(Credential credential) {
        return of(credential, List.of());
    }

    static CredentialView of(Credential credential, List<String> warnings) {
        var stored = credential.stored();
        return new CredentialView(
                stored.name(),
                stored.type(),
                stored.version(),
                credential.selectors(),
                credential.certificates().stream().map(CertificateView::of).toList(),
                credential.revocationLists().stream()
                        .map(RevocationListView::of)
                        .toList(),
                credential
                        .publicKey()
                        .map(PublicKeyText::new)
                        .map(PublicKeyText::toString)
                        .orElse(null),
                stored.createdAt(),
                stored.changedAt(),
                warnings,
                credential.content().user(),
                credential.content().side());
    }
}
