package io.ikebus.vault.problem;

/**
 * Fired when a request is answered with a problem.
 *
 * @param understood whether somebody has looked at what it asks for; false if its form alone was refused
 */
public record RefusedRequest(Problem problem, boolean understood) {}
