package io.ikebus.vault.holdings;

import io.ikebus.vault.enrolled.EnrolledRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database's content at one moment, not yet believed.
 *
 * @param revision one more with each change that any vault makes
 * @param newest which rows a vault wrote last
 * @param rotation null if there has never been one
 */
public record StoredRows(
        long revision,
        NewestRows newest,
        List<StoredCredential> credentials,
        List<StoredSealingKey> sealingKeys,
        List<GatewayKey> gatewayKeys,
        @Nullable StoredRotation rotation,
        EnrolledRows enrolled) {}
