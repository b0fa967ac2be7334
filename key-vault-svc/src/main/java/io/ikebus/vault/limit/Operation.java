package io.ikebus.vault.limit;

/** What a negotiator has a key do. */
public enum Operation {
    SKEYID("skeyid"),
    SIGN("sign"),
    DECRYPT("decrypt");

    private final String text;

    Operation(String text) {
        this.text = text;
    }

    /** As in audit events and metrics. */
    @Override
    public String toString() {
        return text;
    }
}
