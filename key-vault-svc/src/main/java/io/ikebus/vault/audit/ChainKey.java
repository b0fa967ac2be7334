package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.masterkey.RowBinding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What makes the chain's hashes: HMAC-SHA-256, so that who has the database and no more cannot reckon a chain of his
 * own. One key for events and one for the head, by HKDF (RFC 5869) from the audit key. Thread-safe.
 */
final class ChainKey {
    private static final String HMAC = "HmacSHA256";
    private static final int OCTETS = 32;

    private final Key events;
    private final Key heads;

    /** @param auditKey 32 octets; the caller destroys it */
    ChainKey(Secret auditKey) {
        this.events = derived(auditKey, "ikebus audit event");
        this.heads = derived(auditKey, "ikebus audit head");
    }

    /** Over everything in the entry but its own hash; 32 octets. */
    Octets hash(AuditEntry entry) {
        return hmac(
                events,
                RowBinding.of(
                        "audit_event",
                        entry.number(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.outcome(),
                        entry.subject(),
                        entry.detail(),
                        entry.previous().hex()));
    }

    /** Over everything in the head but its own seal; 32 octets. */
    Octets seal(ChainHead head) {
        // Without holdings as before there were any.
        return hmac(
                heads,
                head.holdings().isBlank()
                        ? RowBinding.of("audit_head", head.number(), head.hash().hex(), head.oldRows(), head.brokenAt())
                        : RowBinding.of(
                                "audit_head",
                                head.number(),
                                head.hash().hex(),
                                head.oldRows(),
                                head.brokenAt(),
                                head.holdings().hex()));
    }

    boolean isIntact(AuditEntry entry) {
        return hash(entry).equalsConstantTime(entry.hash());
    }

    boolean isIntact(ChainHead head) {
        return seal(head).equalsConstantTime(head.seal());
    }

    private static Octets hmac(Key key, Octets content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(content.asByteBuffer());
            return Octets.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " must be there", e);
        }
    }

    private static Key derived(Secret auditKey, String purpose) {
        return auditKey.with(octets -> {
            try {
                return KDF.getInstance("HKDF-SHA256")
                        .deriveKey(
                                HMAC,
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(octets)
                                        .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), OCTETS));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HKDF must be there", e);
            }
        });
    }
}
