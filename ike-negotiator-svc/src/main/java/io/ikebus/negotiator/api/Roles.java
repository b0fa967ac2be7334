package io.ikebus.negotiator.api;

/** Roles as they stand in a token's claim {@code groups}. */
final class Roles {
    /** May see connections and sessions. */
    static final String VIEWER = "viewer";
    /** May also change and order. */
    static final String OPERATOR = "operator";

    private Roles() {}
}
