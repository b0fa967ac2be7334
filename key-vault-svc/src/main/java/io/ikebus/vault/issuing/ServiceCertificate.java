package io.ikebus.vault.issuing;

import io.ikebus.protocol.bus.IpAddress;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/**
 * A service's certificate as it shall be: good for both ends of TLS, because agent and transport call others and are
 * themselves called for their health.
 *
 * @param commonName {@code agent:east}
 * @param names host names and addresses that it is called by
 * @param notAfter earlier if the authority itself ends before
 */
public record ServiceCertificate(String commonName, List<String> names, Instant now, Instant notAfter) {
    /** Clocks of hosts are seldom exact. */
    static final Duration SKEW = Duration.ofMinutes(5);

    public ServiceCertificate {
        names = List.copyOf(names);
    }

    /** Signed, for the key of {@code request}; nothing else of the request is in it. */
    public X509Certificate signed(Authority authority, SigningRequest request) {
        BigInteger serial = Serials.next();
        Date end = Date.from(notAfter);
        Date last = authority.certificate().getNotAfter();
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder unsigned = new JcaX509v3CertificateBuilder(
                            authority.name(),
                            serial,
                            Date.from(now.minus(SKEW)),
                            end.before(last) ? end : last,
                            new X500NameBuilder().addRDN(BCStyle.CN, commonName).build(),
                            request.key())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                    }))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(request.key()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(authority.certificate()));
            if (!names.isEmpty()) {
                unsigned.addExtension(Extension.subjectAlternativeName, false, alternatives());
            }
            return Encoded.certificate(unsigned.build(authority.signer()));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("this JDK has SHA-1 for key identifiers", e);
        }
    }

    private GeneralNames alternatives() {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        try {
            IpAddress.parse(name);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
