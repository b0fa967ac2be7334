package io.ikebus.vault.holdings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how long a credential is used, and what its owner calls it.
 *
 * @param disabled kept and not used
 * @param expiresAt from when on it is kept and not used; null for never
 * @param labels for people and their programs; the vault does nothing with them
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Keeping(boolean disabled, @Nullable Instant expiresAt, Map<String, String> labels) {

    /** Why a credential is not used. */
    public enum Rest {
        DISABLED("disabled"),
        EXPIRED("expiresAt");

        private final String field;

        Rest(String field) {
            this.field = field;
        }

        /** The field that says so. */
        public String field() {
            return field;
        }
    }

    public Keeping(boolean disabled, @Nullable Instant expiresAt, @Nullable Map<String, String> labels) {
        this.disabled = disabled;
        this.expiresAt = expiresAt;
        // In one order, always: the seal is bound to the text.
        this.labels = labels == null ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Empty while it is used. */
    Optional<Rest> rest(Instant now) {
        if (disabled) {
            return Optional.of(Rest.DISABLED);
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? Optional.of(Rest.EXPIRED) : Optional.empty();
    }
}
