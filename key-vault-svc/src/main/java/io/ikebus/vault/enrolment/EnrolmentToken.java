package io.ikebus.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.issuing.Encoded;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A one-time token: {@code et-0123456789abcdef.}, by which it is found, and 64 hex digits, 256 random bits, by which it
 * is believed.
 */
final class EnrolmentToken {
    private static final Pattern FORM = Pattern.compile("et-[0-9a-f]{16}\\.[0-9a-f]{64}");
    private static final int ID_LENGTH = 19;
    private static final int ID_OCTETS = 8;
    private static final int SECRET_OCTETS = 32;

    private final String text;

    private EnrolmentToken(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException with the form, and nothing of the text */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EnrolmentToken parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an enrolment token is et-, 16 hex digits, a dot and 64 hex digits");
        }
        return new EnrolmentToken(text);
    }

    static EnrolmentToken random(SecureRandom random) {
        byte[] id = new byte[ID_OCTETS];
        byte[] secret = new byte[SECRET_OCTETS];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new EnrolmentToken(
                "et-" + HexFormat.of().formatHex(id) + "." + HexFormat.of().formatHex(secret));
    }

    String id() {
        return text.substring(0, ID_LENGTH);
    }

    /** What is kept of it. So many random bits need no slow digest. */
    Octets digest() {
        return Encoded.digest(Octets.wrap(("ikebus enrolment token " + text).getBytes(StandardCharsets.US_ASCII)));
    }

    /** For the one answer that shows it. */
    String shown() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
