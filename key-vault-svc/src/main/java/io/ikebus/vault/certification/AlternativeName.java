package io.ikebus.vault.certification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.bus.IpAddress;
import java.util.regex.Pattern;

/**
 * A name besides the subject's (RFC 5280 4.2.1.6) as text: {@code dns:east.example}, {@code email:anna@example.com} or
 * {@code ip:192.0.2.1}.
 */
public record AlternativeName(Kind kind, String name) {
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern HOST = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + HOST.pattern());
    private static final int LONGEST = 253;
    private static final String FORM =
            "is dns:, email: or ip: and such a name, of at most 253 characters and without *";

    /** What comes before the colon. */
    public enum Kind {
        DNS("dns:"),
        EMAIL("email:"),
        IP("ip:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** @throws IllegalArgumentException unless {@code text} is one of the three */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AlternativeName parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix)) {
                return new AlternativeName(kind, checked(kind, text.substring(kind.prefix.length())));
            }
        }
        throw new IllegalArgumentException(FORM);
    }

    private static String checked(Kind kind, String name) {
        boolean good = name.length() <= LONGEST
                && switch (kind) {
                    case DNS -> HOST.matcher(name).matches();
                    case EMAIL -> MAIL.matcher(name).matches();
                    case IP -> true;
                };
        if (!good) {
            throw new IllegalArgumentException(FORM);
        }
        return kind == Kind.IP ? IpAddress.parse(name).toString() : name;
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.prefix + name;
    }
}
