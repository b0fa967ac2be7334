package io.ikebus.vault.certificate;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.octets.Octets;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/**
 * Who somebody says they are in an ID payload, and whether a certificate says the same (RFC 4945 3.1, 5.1.3.6). Names of
 * hosts are compared as a whole, without regard to case; wildcards in certificates are not taken.
 */
public sealed interface ClaimedIdentity {
    /** As the general name of an alternative name has it: RFC 5280 4.2.1.6. */
    record Name(int generalName, String text) implements ClaimedIdentity {}

    record Distinguished(X500Principal name) implements ClaimedIdentity {}

    /** Nothing that a certificate could say. */
    record Opaque() implements ClaimedIdentity {}

    int MAIL = 1;
    int HOST = 2;
    int ADDRESS = 7;

    /**
     * @param type as in the ID payload, RFC 2407 4.6.2.1
     * @param data its data, as received
     */
    static ClaimedIdentity of(int type, Octets data) {
        return switch (type) {
            case IdType.IPV4_ADDR -> data.length() == 4 ? address(data) : new Opaque();
            case IdType.IPV6_ADDR -> data.length() == 16 ? address(data) : new Opaque();
            case IdType.FQDN -> new Name(HOST, text(data));
            case IdType.USER_FQDN -> new Name(MAIL, text(data));
            case IdType.DER_ASN1_DN -> distinguished(data);
            default -> new Opaque();
        };
    }

    private static ClaimedIdentity address(Octets data) {
        return new Name(ADDRESS, new IpAddress(data).toString());
    }

    private static String text(Octets data) {
        return new String(data.toByteArray(), StandardCharsets.US_ASCII);
    }

    private static ClaimedIdentity distinguished(Octets data) {
        ByteArrayInputStream in = new ByteArrayInputStream(data.toByteArray());
        try {
            X500Principal name = new X500Principal(in);
            return in.available() == 0 ? new Distinguished(name) : new Opaque();
        } catch (IllegalArgumentException _) {
            return new Opaque();
        }
    }

    default boolean isOf(X509Certificate certificate) {
        return switch (this) {
            case Distinguished(X500Principal name) ->
                !name.getName().isEmpty()
                        && certificate.getSubjectX500Principal().equals(name);
            case Name(int kind, String text) -> !text.isEmpty() && alternatives(certificate, kind, text);
            case Opaque() -> false;
        };
    }

    private static boolean alternatives(X509Certificate certificate, int kind, String text) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .filter(name -> name.get(0).equals(kind))
                            .anyMatch(name -> same(kind, text, String.valueOf(name.get(1))));
        } catch (CertificateParsingException | IllegalArgumentException _) {
            // An alternative name that is none says nothing.
            return false;
        }
    }

    private static boolean same(int kind, String claimed, String certified) {
        if (kind == ADDRESS) {
            return IpAddress.parse(certified).toString().equals(claimed);
        }
        return claimed.toLowerCase(Locale.ROOT).equals(certified.toLowerCase(Locale.ROOT));
    }
}
