package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a secret is written in JSON. */
public enum SecretEncoding {
    /** Its octets are those of the text in UTF-8. */
    @JsonProperty("text")
    TEXT,
    @JsonProperty("hex")
    HEX,
    @JsonProperty("base64")
    BASE64,
    /** RFC 7468; its lines may end as they like. */
    @JsonProperty("pem")
    PEM,
    /** A whole file in base64, opened with its password: RFC 7292. */
    @JsonProperty("pkcs12")
    @JsonAlias("PKCS12")
    PKCS12;

    @Override
    public String toString() {
        return switch (this) {
            case TEXT -> "text";
            case HEX -> "hex";
            case BASE64 -> "base64";
            case PEM -> "pem";
            case PKCS12 -> "pkcs12";
        };
    }
}
