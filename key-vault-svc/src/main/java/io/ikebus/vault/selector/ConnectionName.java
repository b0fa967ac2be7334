package io.ikebus.vault.selector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a connection, as the negotiator's API has it. */
public record ConnectionName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    /** @throws IllegalArgumentException if {@code value} has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConnectionName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a connection's name is 1 to 63 of A-Z, a-z, 0-9, dot, _ and hyphen");
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
