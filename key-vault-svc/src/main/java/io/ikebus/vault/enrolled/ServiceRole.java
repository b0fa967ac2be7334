package io.ikebus.vault.enrolled;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a service may be enrolled as. Both belong to one gateway. */
public enum ServiceRole {
    @JsonProperty("agent")
    AGENT("agent"),
    @JsonProperty("transport")
    TRANSPORT("transport");

    private final String text;

    ServiceRole(String text) {
        this.text = text;
    }

    /** As in JSON, in the database and before the colon of a common name. */
    @Override
    public String toString() {
        return text;
    }

    /** @throws IllegalArgumentException if there is no such role */
    public static ServiceRole parse(String text) {
        for (ServiceRole role : values()) {
            if (role.text.equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("a service's role is agent or transport");
    }
}
