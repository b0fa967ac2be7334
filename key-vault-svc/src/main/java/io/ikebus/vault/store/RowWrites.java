package io.ikebus.vault.store;

import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.GatewayKey;
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
            case Write.SaveSealingKey(StoredSealingKey key) ->
                SealingKeyRow.of(key).persist();
            case Write.RemoveSealingKey(String id) -> SealingKeyRow.deleteById(id);
            case Write.SaveGatewayKey(GatewayKey key) -> save(key);
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
}
