package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a trust anchor makes of a certificate of which no valid revocation list tells. */
public enum RevocationRule {
    /** It is good: only what is known to be revoked is refused. */
    @JsonProperty("if-known")
    IF_KNOWN,
    /** It is refused. */
    @JsonProperty("required")
    REQUIRED;

    @Override
    public String toString() {
        return switch (this) {
            case IF_KNOWN -> "if-known";
            case REQUIRED -> "required";
        };
    }
}
