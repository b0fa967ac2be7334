package io.ikebus.vault.certificate;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.Optional;

/** What a revocation list says of itself in extensions: RFC 5280 5.2. */
public final class RevocationFacts {
    private static final String NUMBER = "2.5.29.20";
    private static final String DELTA = "2.5.29.27";
    // RFC 5280 5.2.3: "Conforming CRL issuers MUST NOT use CRLNumber values longer than 20 octets."
    private static final int LONGEST_NUMBER = 20;

    private RevocationFacts() {}

    /** Grows with each list of an issuer; empty if the list has none, or none that can be read. */
    public static Optional<BigInteger> number(X509CRL list) {
        byte[] value = list.getExtensionValue(NUMBER);
        if (value == null) {
            return Optional.empty();
        }
        try {
            List<DerElement> inside = DerElement.whole(value).children(value);
            return inside.size() == 1 && inside.getFirst().tag() == DerElement.INTEGER
                    ? Optional.of(inside.getFirst().of(value).toByteArray())
                            .filter(octets -> octets.length > 0 && octets.length <= LONGEST_NUMBER)
                            .map(BigInteger::new)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether it tells only what has changed since another list. */
    public static boolean isDelta(X509CRL list) {
        return list.getExtensionValue(DELTA) != null;
    }

    /** Whether {@code next} was issued after {@code before}: by number if both have one, else by time. */
    public static boolean isNewer(X509CRL next, X509CRL before) {
        Optional<BigInteger> number = number(next);
        Optional<BigInteger> last = number(before);
        return number.isPresent() && last.isPresent()
                ? number.get().compareTo(last.get()) > 0
                : next.getThisUpdate().after(before.getThisUpdate());
    }
}
