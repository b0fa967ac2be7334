package io.ikebus.vault.holdings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user's password is good for. */
public enum UserSide {
    /** We ask: passwords that peers send are compared with it. It never leaves the vault. */
    @JsonProperty("server")
    SERVER("server"),
    /** We are asked: negotiators get it, to send it to a peer. */
    @JsonProperty("client")
    CLIENT("client");

    private final String text;

    UserSide(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
