package io.ikebus.local.service;

import java.nio.file.Path;

/**
 * What services find around them.
 *
 * @param databasePasswordFile the password and a line end
 * @param clusterSecretFile hex digits
 * @param masterKeyFile hex digits
 * @param agentStates a directory in which each agent has its own
 * @param tokenIssuer whose bearer tokens count
 * @param tokenKeyFile verifies them, PEM
 */
public record Surroundings(
        String bootstrapServers,
        String jdbcUrl,
        String databaseUser,
        Path databasePasswordFile,
        Path clusterSecretFile,
        Path masterKeyFile,
        Path agentStates,
        String tokenIssuer,
        Path tokenKeyFile) {}
