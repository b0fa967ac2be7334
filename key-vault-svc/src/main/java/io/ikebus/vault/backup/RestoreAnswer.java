package io.ikebus.vault.backup;

/**
 * @param credentials that have been restored
 * @param present that were here already, as the backup has them
 * @param others sealing keys, gateways' keys, services authorities and certificates that have been restored
 */
record RestoreAnswer(int page, int credentials, int present, int others) {}
