package io.ikebus.vault.enrolled;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a certificate is no longer good: RFC 5280 5.3.1, those that fit a service. */
public enum RevocationReason {
    @JsonProperty("unspecified")
    UNSPECIFIED("unspecified", 0),
    @JsonProperty("key-compromise")
    KEY_COMPROMISE("key-compromise", 1),
    @JsonProperty("superseded")
    SUPERSEDED("superseded", 4),
    @JsonProperty("cessation-of-operation")
    CESSATION_OF_OPERATION("cessation-of-operation", 5);

    private final String text;
    private final int code;

    RevocationReason(String text, int code) {
        this.text = text;
        this.code = code;
    }

    /** RFC 5280: CRLReason. */
    public int code() {
        return code;
    }

    /** As in JSON and in the database. */
    @Override
    public String toString() {
        return text;
    }

    /** Unspecified, if a later vault knew more reasons. */
    public static RevocationReason parse(String text) {
        for (RevocationReason reason : values()) {
            if (reason.text.equals(text)) {
                return reason;
            }
        }
        return UNSPECIFIED;
    }
}
