package io.ikebus.vault.issuing;

import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * A revocation list as it shall be (RFC 5280 5).
 *
 * @param number greater than that of each list before
 * @param nextUpdate when at the latest somebody should ask again
 */
public record RevocationList(long number, Instant thisUpdate, Instant nextUpdate, List<Entry> entries) {

    /**
     * @param serial hex
     * @param reason RFC 5280: CRLReason
     */
    public record Entry(String serial, Instant at, int reason) {}

    public RevocationList {
        entries = List.copyOf(entries);
    }

    /** DER. */
    public Octets signed(Authority authority) {
        try {
            X509v2CRLBuilder unsigned = new X509v2CRLBuilder(authority.name(), Date.from(thisUpdate))
                    .setNextUpdate(Date.from(nextUpdate))
                    .addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.certificate()));
            entries.forEach(entry ->
                    unsigned.addCRLEntry(Serials.parse(entry.serial()), Date.from(entry.at()), entry.reason()));
            return Octets.wrap(unsigned.build(authority.signer()).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a list that was just made has an encoding", e);
        }
    }
}
