package io.ikebus.negotiator.connection;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload.Identification;
import io.ikebus.protocol.octets.Octets;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Identities of phase 1, as text and as ID payloads (RFC 2407 4.6.2).
 *
 * <pre>
 * 192.0.2.1, 2001:db8::1   ID_IPV4_ADDR, ID_IPV6_ADDR
 * gw.example               ID_FQDN
 * user@example.com         ID_USER_FQDN
 * CN=gw, O=Example, C=DE   ID_DER_ASN1_DN, written as in RFC 4514: the last part is encoded first
 * keyid:branch 7           ID_KEY_ID, the octets behind the colon in UTF-8
 * </pre>
 *
 * <p>A pattern is an identity; or {@code *.example}, any FQDN that ends so with at least one label before it; or {@code
 * *@example.com}, any user of this domain; or {@code *}, anyone. FQDNs compare without regard to case, distinguished names
 * as RFC 5280 7.1 says.
 */
public final class Identity {
    /** Longer ones match nothing, not even {@code *}. */
    public static final int MOST_OCTETS = 512;

    public static final String ANY = "*";
    private static final String KEY_ID = "keyid:";
    private static final String FORM = "an identity is an IPv4 or IPv6 address, a domain name, user@domain, a"
            + " distinguished name such as CN=gw,O=Example,C=DE of at most 255 characters, or keyid: and 1 to 250 printable"
            + " ASCII characters";
    private static final int MOST_SHOWN = 32;
    /** The vault's selectors take no longer texts. */
    private static final int LONGEST_TEXT = 255;

    private static final Pattern DISTINGUISHED = Pattern.compile("[A-Za-z0-9.]+ *=.*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*");
    private static final Pattern USER = Pattern.compile("[\\x21-\\x3f\\x41-\\x7e&&[^*]]{1,64}");
    private static final Pattern KEY_ID_TEXT = Pattern.compile("[\\x20-\\x7e]{1,250}");
    private static final Pattern LOOKS_NUMERIC = Pattern.compile("[0-9.]+|.*:.*");

    private Identity() {}

    /** @throws IllegalArgumentException with a sentence that says what an identity is */
    public static Identification toPayload(String identity) {
        if (identity.startsWith(KEY_ID)) {
            return text(IdType.KEY_ID, identity.substring(KEY_ID.length()), KEY_ID_TEXT);
        }
        if (DISTINGUISHED.matcher(identity).matches()) {
            return Identification.of(
                    IdType.DER_ASN1_DN,
                    0,
                    0,
                    Octets.wrap(distinguished(identity).getEncoded()));
        }
        int at = identity.indexOf('@');
        if (at >= 0) {
            if (!USER.matcher(identity.substring(0, at)).matches()
                    || !DOMAIN.matcher(identity.substring(at + 1)).matches()) {
                throw new IllegalArgumentException(FORM);
            }
            return payload(IdType.USER_FQDN, identity);
        }
        if (LOOKS_NUMERIC.matcher(identity).matches()) {
            return ofAddress(address(identity));
        }
        return text(IdType.FQDN, identity, DOMAIN);
    }

    private static X500Principal distinguished(String text) {
        try {
            X500Principal name = new X500Principal(text);
            if (text.length() <= LONGEST_TEXT && name.getEncoded().length <= MOST_OCTETS) {
                return name;
            }
        } catch (IllegalArgumentException _) {
            // Its message quotes what it read, as long as it may be.
        }
        throw new IllegalArgumentException(FORM);
    }

    private static IpAddress address(String literal) {
        try {
            return IpAddress.parse(literal);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }

    private static Identification text(int type, String text, Pattern form) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(FORM);
        }
        return payload(type, text);
    }

    private static Identification payload(int type, String text) {
        // RFC 2407 4.6.2: in phase 1 "the ID port and protocol fields MUST be set to zero or to UDP port 500".
        return Identification.of(type, 0, 0, Octets.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    public static Identification ofAddress(IpAddress address) {
        return Identification.of(address.isV4() ? IdType.IPV4_ADDR : IdType.IPV6_ADDR, 0, 0, address.octets());
    }

    /**
     * The identity as text, safe to print and of bounded length. It is the form of {@link #toPayload} if that leads
     * back to the same identity; else type and hex, as {@code fqdn:0x...}: a domain name of digits and dots does not
     * pass for an address.
     */
    public static String toText(Identification id) {
        String text =
                switch (id.idType()) {
                    case IdType.IPV4_ADDR, IdType.IPV6_ADDR -> isAddress(id) ? new IpAddress(id.data()).toString() : "";
                    case IdType.FQDN, IdType.USER_FQDN -> latin(id.data());
                    case IdType.KEY_ID -> KEY_ID + latin(id.data());
                    case IdType.DER_ASN1_DN ->
                        distinguished(id.data()).map(X500Principal::getName).orElse("");
                    default -> "";
                };
        return leadsBack(text, id) ? text : typeName(id.idType()) + ":0x" + shownHex(id.data());
    }

    private static boolean leadsBack(String text, Identification id) {
        if (text.isEmpty() || id.data().length() > MOST_OCTETS) {
            return false;
        }
        try {
            Identification back = toPayload(text);
            return isSame(back, id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isAddress(Identification id) {
        return id.data().length() == (id.idType() == IdType.IPV4_ADDR ? 4 : 16);
    }

    private static String latin(Octets data) {
        return data.length() > MOST_OCTETS ? "" : new String(data.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private static String shownHex(Octets data) {
        return data.length() <= MOST_SHOWN
                ? data.hex()
                : data.slice(0, MOST_SHOWN).hex() + "...(" + data.length() + " octets)";
    }

    private static String typeName(int type) {
        return switch (type) {
            case IdType.IPV4_ADDR -> "ipv4";
            case IdType.FQDN -> "fqdn";
            case IdType.USER_FQDN -> "user";
            case IdType.IPV4_ADDR_SUBNET -> "ipv4-subnet";
            case IdType.IPV6_ADDR -> "ipv6";
            case IdType.IPV6_ADDR_SUBNET -> "ipv6-subnet";
            case IdType.IPV4_ADDR_RANGE -> "ipv4-range";
            case IdType.IPV6_ADDR_RANGE -> "ipv6-range";
            case IdType.DER_ASN1_DN -> "dn";
            case IdType.DER_ASN1_GN -> "gn";
            // keyid:0x... is an identity of its own.
            case IdType.KEY_ID -> "keyid-octets";
            default -> "type" + type;
        };
    }

    /** Whether {@code id} is one that {@code pattern}, of a connection that was validated, lets in. */
    public static boolean matches(String pattern, Identification id) {
        if (id.data().isBlank() || id.data().length() > MOST_OCTETS) {
            return false;
        }
        if (pattern.equals(ANY)) {
            return true;
        }
        String text = toText(id);
        if (pattern.startsWith("*.")) {
            return id.idType() == IdType.FQDN && endsWith(text, pattern.substring(1)) && isDomain(text);
        }
        if (pattern.startsWith("*@")) {
            return id.idType() == IdType.USER_FQDN && endsWith(text, pattern.substring(1)) && !text.startsWith("user:");
        }
        return isIdentity(pattern) && isSame(toPayload(pattern), id);
    }

    private static boolean isSame(Identification one, Identification other) {
        if (one.idType() != other.idType()) {
            return false;
        }
        return one.data().equals(other.data())
                || switch (one.idType()) {
                    case IdType.FQDN -> latin(one.data()).equalsIgnoreCase(latin(other.data()));
                    case IdType.DER_ASN1_DN -> {
                        Optional<X500Principal> name = distinguished(one.data());
                        yield name.isPresent() && name.equals(distinguished(other.data()));
                    }
                    default -> false;
                };
    }

    private static Optional<X500Principal> distinguished(Octets der) {
        ByteArrayInputStream in = new ByteArrayInputStream(der.toByteArray());
        try {
            X500Principal name = new X500Principal(in);
            return in.available() == 0 && isPrintable(name) ? Optional.of(name) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isPrintable(X500Principal name) {
        return name.getName().chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    }

    private static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    private static boolean endsWith(String text, String suffix) {
        return text.length() > suffix.length()
                && text.toLowerCase(Locale.ROOT).endsWith(suffix.toLowerCase(Locale.ROOT));
    }

    /** Whether {@code pattern} is one that {@link #matches} understands. */
    static boolean isPattern(String pattern) {
        if (pattern.equals(ANY)) {
            return true;
        }
        boolean wildcard = pattern.startsWith("*.") || pattern.startsWith("*@");
        return wildcard ? isDomain(pattern.substring(2)) : isIdentity(pattern);
    }

    static boolean isIdentity(String text) {
        try {
            toPayload(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
