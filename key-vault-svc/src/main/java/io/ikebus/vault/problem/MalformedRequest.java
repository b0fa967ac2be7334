package io.ikebus.vault.problem;

/** Fired when a request is refused before anybody has looked at what it asks for. */
public record MalformedRequest(Problem problem) {}
