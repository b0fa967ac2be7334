package io.ikebus.local.verification;

/**
 * One test as its report tells it.
 *
 * @param name class and method, for people
 * @param reason of a failure or a skip; empty if there is none
 */
record TestOutcome(String name, Kind kind, String reason) {

    enum Kind {
        PASSED,
        FAILED,
        SKIPPED
    }
}
