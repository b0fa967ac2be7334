package io.ikebus.negotiator.vault;

import io.ikebus.negotiator.store.SealingKeySource;
import io.ikebus.protocol.sealing.SealingKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Sealing keys from the vault. */
public final class VaultSealingKeys implements SealingKeySource {
    private static final String PATH = "/api/v1/sealing-keys/";

    private final VaultConnection vault;

    public VaultSealingKeys(VaultConnection vault) {
        this.vault = vault;
    }

    @Override
    public Issue current() {
        return issue(vault.get(PATH + "current"), Optional.empty());
    }

    @Override
    public Issue withId(String id) {
        // The id comes off the bus: it must not name another resource of the vault.
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return id.matches("\\.{1,2}") ? new Issue.Unknown() : issue(vault.get(PATH + segment), Optional.of(id));
    }

    private static Issue issue(VaultReply reply, Optional<String> wantedId) {
        return switch (reply) {
            case VaultReply.Answered(VaultBody body) -> {
                try (body) {
                    yield body.read(Set.of("key"))
                            .flatMap(members -> issued(members, wantedId))
                            .orElse(new Issue.Unavailable("vault-answer-garbage"));
                }
            }
            case VaultReply.Refused(int status, String _) ->
                status == 404 ? new Issue.Unknown() : new Issue.Unavailable("vault-refused-" + status);
            case VaultReply.Failed(String reason) -> new Issue.Unavailable(reason);
        };
    }

    private static Optional<Issue> issued(VaultBody.Members members, Optional<String> wantedId) {
        try {
            return members.secret("key")
                    .flatMap(key -> members.text("id").map(id -> new SealingKey(id, key)))
                    .filter(key -> wantedId.isEmpty() || wantedId.get().equals(key.id()))
                    .map(key -> new Issue.Issued(
                            key, Instant.parse(members.text("notAfter").orElse(""))));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
