package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Keeping;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.selector.Selectors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A credential without its secret.
 *
 * @param awaitsCertificate true of a signing key without a certificate, which is never chosen; else absent
 * @param subject of a key of ours: what its certificate shall be asked for
 * @param keptIn token, if the secret is there; else absent
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UserSide side,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean awaitsCertificate,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> subjectAltNames,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean disabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KeptIn keptIn) {

    private static final Keeping USUAL = new Keeping(false, null, null);

    static CredentialView of(Credential credential) {
        return of(credential, List.of());
    }

    static CredentialView of(Credential credential, List<String> warnings) {
        var stored = credential.stored();
        Content.@Nullable Wish wish = credential.content().wish();
        Keeping keeping = Objects.requireNonNullElse(credential.content().keeping(), USUAL);
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
                credential.content().side(),
                credential.awaitsCertificate(),
                wish == null ? null : wish.subject(),
                wish == null ? List.of() : wish.alternativeNames(),
                keeping.disabled(),
                keeping.expiresAt(),
                keeping.labels(),
                credential.content().tokenKey() == null ? null : KeptIn.TOKEN);
    }
}
