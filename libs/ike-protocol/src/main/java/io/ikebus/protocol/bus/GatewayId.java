package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of an IPsec endpoint: 1 to 63 of a-z, 0-9 and hyphen, the first not a hyphen. */
public record GatewayId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** @throws IllegalArgumentException if {@code value} has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GatewayId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a gateway id is 1 to 63 of a-z, 0-9 and hyphen");
        }
    }

    @JsonValue
    @Override
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
