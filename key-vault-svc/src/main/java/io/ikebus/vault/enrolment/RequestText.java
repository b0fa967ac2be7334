package io.ikebus.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.issuing.SigningRequest;
import io.ikebus.vault.problem.ProblemException;
import java.util.Base64;
import java.util.regex.Pattern;

/** A request for a certificate as text: PKCS #10 in PEM (RFC 7468 7), or its base64 alone. */
record RequestText(Octets der) {
    private static final Pattern ARMOUR = Pattern.compile("-----(BEGIN|END) (NEW )?CERTIFICATE REQUEST-----");
    private static final int LONGEST = 12_288;
    private static final String FORM = "is one certificate request (PKCS #10) in PEM, or the same in base64";

    /** @throws IllegalArgumentException unless it is one of the two */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RequestText parse(String text) {
        try {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException(FORM);
            }
            String base64 = ARMOUR.matcher(text).replaceAll("").replaceAll("\\s", "");
            return new RequestText(Octets.wrap(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException _) {
            // The decoder's message quotes what it read.
            throw new IllegalArgumentException(FORM);
        }
    }

    /** @throws ProblemException unless the key is good and has signed the request */
    SigningRequest read() {
        try {
            return SigningRequest.read(der);
        } catch (CertificateFault fault) {
            throw ProblemException.field("csr", fault.sentence());
        }
    }
}
