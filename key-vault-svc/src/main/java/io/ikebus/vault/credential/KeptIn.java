package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a secret is. */
enum KeptIn {
    /** Sealed, in its row. */
    @JsonProperty("database")
    DATABASE,
    /** In the PKCS #11 token, which it never leaves. */
    @JsonProperty("token")
    TOKEN
}
