package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a credential's secret is. */
public enum CredentialType {
    /** A pre-shared key: RFC 2409 5.4. */
    @JsonProperty("psk")
    PSK;

    /** As in JSON and in the database. */
    @Override
    public String toString() {
        return switch (this) {
            case PSK -> "psk";
        };
    }
}
