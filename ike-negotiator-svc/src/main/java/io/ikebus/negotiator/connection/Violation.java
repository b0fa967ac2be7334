package io.ikebus.negotiator.connection;

/**
 * A rule that a connection breaks.
 *
 * @param field JSON path as the API names it, e.g. {@code children[0].lifetimeSeconds}
 * @param rule what the field accepts, e.g. {@code is 120 to 604800}
 */
public record Violation(String field, String rule) {
    @Override
    public String toString() {
        return field + " " + rule;
    }
}
