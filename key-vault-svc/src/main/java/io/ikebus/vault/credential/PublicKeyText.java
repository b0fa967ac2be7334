package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.KeyQuality;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** An RSA public key as text: SubjectPublicKeyInfo in PEM (RFC 7468 13), or its base64 alone. */
record PublicKeyText(Octets der) {
    private static final Pattern ARMOUR = Pattern.compile("-----(BEGIN|END) PUBLIC KEY-----");
    private static final String FORM =
            "is an RSA public key of 2048 to 8192 bits in PEM (BEGIN PUBLIC KEY), or the same in base64";

    /** @throws IllegalArgumentException unless it is one of the two, and the key good enough */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PublicKeyText parse(String text) {
        PublicKey key;
        byte[] der;
        try {
            String base64 = ARMOUR.matcher(text).replaceAll("").replaceAll("\\s", "");
            der = Base64.getDecoder().decode(base64);
            key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            // The decoder's message quotes what it read.
            throw new IllegalArgumentException(FORM);
        }
        KeyQuality.fault(key).ifPresent(rule -> {
            throw new IllegalArgumentException(rule);
        });
        return new PublicKeyText(Octets.wrap(der));
    }

    @JsonValue
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(der.toByteArray());
    }
}
