package io.ikebus.vault.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.protocol.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of a backup. Secrets are in clear in it: it exists sealed, or for the moment in which it is sealed or opened.
 *
 * @param v version of this form
 * @param revision of the holdings; the same on all pages of a backup
 * @param page 0, and one more with each
 * @param last whether there is no page behind it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Backup(
        int v,
        long revision,
        int page,
        boolean last,
        List<Entry> credentials,
        List<Key> sealingKeys,
        List<Gateway> gatewayKeys) {
    static final int VERSION = 1;
    /** What a page is sealed for, to whoever keeps the backup. */
    static final Octets TO_KEEP = purpose("ikebus vault backup 1");
    /** What a page is sealed for, to the vault that takes it in. */
    static final Octets TO_RESTORE = purpose("ikebus vault restore 1");

    Backup {
        credentials = credentials == null ? List.of() : List.copyOf(credentials);
        sealingKeys = sealingKeys == null ? List.of() : List.copyOf(sealingKeys);
        gatewayKeys = gatewayKeys == null ? List.of() : List.copyOf(gatewayKeys);
    }

    /** @param secret empty if this type of credential has none */
    record Entry(
            UUID id,
            String name,
            String type,
            long version,
            String selectors,
            String content,
            Instant createdAt,
            Instant changedAt,
            SecretHex secret) {

        private boolean isWhole() {
            return areThere(id, name, type, selectors, content, createdAt, changedAt, secret);
        }
    }

    record Key(String id, Instant createdAt, Instant notAfter, SecretHex secret) {

        private boolean isWhole() {
            return areThere(id, createdAt, notAfter, secret);
        }
    }

    record Gateway(String gateway, Octets publicKey, int version, Instant changedAt) {

        private boolean isWhole() {
            return areThere(gateway, publicKey, changedAt);
        }
    }

    /** JSON may have left anything out. */
    boolean isWhole() {
        return credentials.stream().allMatch(Entry::isWhole)
                && sealingKeys.stream().allMatch(Key::isWhole)
                && gatewayKeys.stream().allMatch(Gateway::isWhole);
    }

    private static boolean areThere(@Nullable Object... members) {
        return Arrays.stream(members).allMatch(Objects::nonNull);
    }

    void destroySecrets() {
        credentials.forEach(one -> one.secret().secret().destroy());
        sealingKeys.forEach(one -> one.secret().secret().destroy());
    }

    private static Octets purpose(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
