package io.ikebus.vault.store;

import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.GatewayKey;
import io.ikebus.vault.holdings.StoredRotation;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.holdings.Write;
import org.jspecify.annotations.Nullable;

/** One write as rows, inside a transaction. */
final class RowWrites {
    private RowWrites() {}

    static void apply(Write write) {
        switch (write) {
            case Write.SaveCredential(Credential credential) -> save(credential);
            case Write.RemoveCredential(String name) -> CredentialRow.delete("name", name);
            case Write.SaveSealingKey(StoredSealingKey key) -> save(key);
            case Write.RemoveSealingKey(String id) -> SealingKeyRow.deleteById(id);
            case Write.SaveGatewayKey(GatewayKey key) -> save(key);
            case Write.SaveRotation(StoredRotation rotation) -> save(rotation);
            case Write.RemoveGatewayKey(String gateway) -> GatewayKeyRow.deleteById(gateway);
            case Write.Enrol(EnrolledWrite one) -> EnrolledRowWrites.apply(one);
        }
    }

    private static void save(Credential credential) {
        @Nullable
        CredentialRow present = CredentialRow.findById(credential.stored().id());
        if (present != null) {
            present.take(credential.stored());
            return;
        }
        CredentialRow made = new CredentialRow();
        made.id = credential.stored().id();
        made.take(credential.stored());
        made.persist();
    }

    private static void save(GatewayKey key) {
        @Nullable GatewayKeyRow present = GatewayKeyRow.findById(key.gateway());
        if (present != null) {
            present.take(key);
            return;
        }
        GatewayKeyRow made = new GatewayKeyRow();
        made.gateway = key.gateway();
        made.take(key);
        made.persist();
    }

    private static void save(StoredSealingKey key) {
        @Nullable SealingKeyRow present = SealingKeyRow.findById(key.id());
        if (present != null) {
            present.take(key);
            return;
        }
        SealingKeyRow made = new SealingKeyRow();
        made.id = key.id();
        made.take(key);
        made.persist();
    }

    private static void save(StoredRotation rotation) {
        @Nullable RotationRow present = RotationRow.findById(RotationRow.ONLY);
        if (present != null) {
            present.take(rotation);
            return;
        }
        RotationRow made = new RotationRow();
        made.id = RotationRow.ONLY;
        made.take(rotation);
        made.persist();
    }
}
