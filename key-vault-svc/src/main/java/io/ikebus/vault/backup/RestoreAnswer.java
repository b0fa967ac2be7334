package io.ikebus.vault.backup;

/**
 * @param credentials that have been restored
 * @param present that were here already, as the backup has them
 * @param keys sealing keys and gateways' keys that have been restored
 */
record RestoreAnswer(int page, int credentials, int present, int keys) {}
