package io.ikebus.agent.api;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Shows that two ends have the same key, and nothing else: the caller's challenge, hashed under KEYMAT. */
record KeyDigest(Octets challenge) {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 64;
    private static final int SHOWN = 16;
    private static final Octets LABEL = Octets.wrap("ikebus-sa-digest".getBytes(StandardCharsets.US_ASCII));

    /**
     * Empty without a challenge.
     *
     * @throws ProblemException unless it is 16 to 64 octets in hex
     */
    static Optional<KeyDigest> parse(@Nullable String challenge) {
        if (challenge == null) {
            return Optional.empty();
        }
        if (challenge.length() < 2 * SHORTEST
                || challenge.length() > 2 * LONGEST
                || challenge.length() % 2 != 0
                || !challenge.matches("[0-9a-fA-F]+")) {
            throw ProblemException.field("challenge", "a challenge is 16 to 64 octets as hex digits");
        }
        return Optional.of(new KeyDigest(Octets.fromHex(challenge)));
    }

    /** KEYMAT is the cipher key with its salt, then the integrity key. */
    String of(Secret keymat) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keymat.with(key -> new SecretKeySpec(key, "HmacSHA256")));
            byte[] digest = mac.doFinal(Octets.concat(LABEL, challenge).toByteArray());
            return Octets.wrap(digest).slice(0, SHOWN).hex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 must be there", e);
        }
    }
}
