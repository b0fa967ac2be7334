package io.ikebus.vault.holdings;

import io.ikebus.vault.enrolled.EnrolledWrite;

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
    /** Of what is known of services and their certificates. */
    record Enrol(EnrolledWrite write) implements Write {}
}
