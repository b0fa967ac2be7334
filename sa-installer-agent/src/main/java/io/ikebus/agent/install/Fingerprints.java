package io.ikebus.agent.install;

import io.ikebus.agent.plan.Fingerprint;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Fingerprints of KEYMAT under a key that this process drew and that never leaves it. */
final class Fingerprints {
    private static final String HMAC = "HmacSHA256";

    private final Mac mac;

    Fingerprints(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 must be there", e);
        }
    }

    synchronized Fingerprint of(Secret keymat) {
        return new Fingerprint(Octets.wrap(keymat.with(mac::doFinal)));
    }
}
