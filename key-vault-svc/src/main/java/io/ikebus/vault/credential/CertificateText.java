package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.octets.Octets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A certificate or a revocation list as text: PEM (RFC 7468), or its base64 alone. */
public record CertificateText(Octets der) {
    private static final Pattern ARMOUR = Pattern.compile("-----(BEGIN|END) (X509 CRL|CERTIFICATE)-----");
    private static final String FORM = "is one certificate or revocation list in PEM, or the same in base64";

    /** @throws IllegalArgumentException unless it is one of the two */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CertificateText parse(String text) {
        try {
            String base64 = ARMOUR.matcher(text).replaceAll("").replaceAll("\\s", "");
            Octets der = Octets.wrap(Base64.getDecoder().decode(base64));
            if (der.length() == 0) {
                throw new IllegalArgumentException(FORM);
            }
            return new CertificateText(der);
        } catch (IllegalArgumentException _) {
            // The decoder's message quotes what it read.
            throw new IllegalArgumentException(FORM);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(der.toByteArray());
    }
}
