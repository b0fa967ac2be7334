package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.vault.certification.AlternativeName;
import io.ikebus.vault.holdings.Content;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Whom a certificate is about, as in RFC 4514: {@code CN=east.example,O=Example}. */
record DistinguishedName(X500Principal principal) {
    private static final int LONGEST = 255;
    private static final String FORM =
            "is a distinguished name as in RFC 4514, of 1 to 255 printable characters: CN=east.example,O=Example";

    /** @throws IllegalArgumentException unless {@code text} is such a name */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static DistinguishedName parse(String text) {
        boolean printable = text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD);
        if (text.isBlank() || text.length() > LONGEST || !printable) {
            throw new IllegalArgumentException(FORM);
        }
        try {
            return new DistinguishedName(new X500Principal(text));
        } catch (IllegalArgumentException _) {
            // The parser's message quotes what it read.
            throw new IllegalArgumentException(FORM);
        }
    }

    Content.Wish wish(@Nullable List<AlternativeName> others) {
        return new Content.Wish(
                toString(),
                others == null
                        ? List.of()
                        : others.stream().map(AlternativeName::toString).toList());
    }

    @JsonValue
    @Override
    public String toString() {
        return principal.getName();
    }
}
