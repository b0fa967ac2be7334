package io.ikebus.vault.holdings;

/** One change of what the vault holds. */
public sealed interface Write {
    /** A new credential, or a new version of one. */
    record SaveCredential(Credential credential) implements Write {}

    record RemoveCredential(String name) implements Write {}

    record SaveSealingKey(StoredSealingKey key) implements Write {}

    record RemoveSealingKey(String id) implements Write {}

    record SaveGatewayKey(GatewayKey key) implements Write {}

    record SaveRotation(StoredRotation rotation) implements Write {}

    record RemoveGatewayKey(String gateway) implements Write {}
}
