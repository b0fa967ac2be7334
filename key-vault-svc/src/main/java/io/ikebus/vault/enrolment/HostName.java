package io.ikebus.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.bus.IpAddress;
import java.util.regex.Pattern;

/** What a service's own API is called by: a host name without wildcards, or an address. */
record HostName(String text) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    /** @throws IllegalArgumentException unless it is one of the two */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static HostName parse(String text) {
        if (NAME.matcher(text).matches() && !NUMBERS.matcher(text).matches()) {
            return new HostName(text);
        }
        try {
            return new HostName(IpAddress.parse(text).toString());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("is a host name in lower case, without wildcards, or an address");
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
