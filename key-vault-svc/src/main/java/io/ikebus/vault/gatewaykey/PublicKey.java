package io.ikebus.vault.gatewaykey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import java.util.regex.Pattern;

/** An X25519 public key that can be sealed to. */
record PublicKey(Octets octets) {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{64}");

    /** @throws IllegalArgumentException unless this is hex of 32 octets, and not one of the few that agree on nothing */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PublicKey parse(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("an X25519 public key is 32 octets as hex digits");
        }
        Octets octets = Octets.fromHex(hex);
        // RFC 9180 7.1.4: "the recipient MUST check whether the Diffie-Hellman shared secret is the all-zero value"
        Hpke.seal(octets, Octets.EMPTY, Octets.EMPTY, Secret.wrap(new byte[0]));
        return new PublicKey(octets);
    }

    @JsonValue
    String hex() {
        return octets.hex();
    }
}
