package io.ikebus.vault.selector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * An IKE identity as text: an FQDN, user@FQDN, an address or a distinguished name. Names of hosts, and the domains of
 * mail addresses, do not distinguish letter cases, so none here does: the text is kept in lower case.
 */
public record Identity(String text) {
    static final int LONGEST = 255;

    /** @throws IllegalArgumentException unless the text has 1 to 255 printable characters, and none is a star */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Identity {
        text = normal(text);
        if (text.indexOf('*') >= 0) {
            throw new IllegalArgumentException("an identity, not a pattern: without *");
        }
    }

    static String normal(String text) {
        boolean printable = text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD);
        if (text.isBlank() || text.length() > LONGEST || !text.equals(text.strip()) || !printable) {
            throw new IllegalArgumentException(
                    "an identity has 1 to 255 printable characters and no blanks around them");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
