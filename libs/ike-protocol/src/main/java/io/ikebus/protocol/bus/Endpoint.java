package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address and a UDP port. As text {@code 192.0.2.1:500} or {@code [2001:db8::1]:500}. */
public record Endpoint(IpAddress address, int port) {
    private static final int LONGEST = 64;
    // Without brackets nobody knows where an IPv6 address ends.
    private static final Pattern FORM =
            Pattern.compile("((?<v4>[0-9.]+)|\\[(?<v6>[0-9a-fA-F:]*:[0-9a-fA-F:.]*)]):(?<port>[0-9]{1,5})");

    /** @throws IllegalArgumentException unless the port is 1 to 65535 */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public Endpoint {
        Objects.requireNonNull(address);
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
    }

    /** @throws IllegalArgumentException if {@code text} has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Endpoint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw new IllegalArgumentException("an endpoint is address:port, an IPv6 address in brackets");
        }
        String address = matcher.group("v4") == null ? matcher.group("v6") : matcher.group("v4");
        return new Endpoint(IpAddress.parse(address), Integer.parseInt(matcher.group("port")));
    }

    @JsonValue
    @Override
    public String toString() {
        return address.isV4() ? address + ":" + port : "[" + address + "]:" + port;
    }
}
