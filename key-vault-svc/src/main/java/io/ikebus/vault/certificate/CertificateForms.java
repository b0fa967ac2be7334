package io.ikebus.vault.certificate;

import io.ikebus.protocol.octets.Octets;
import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Certificates and revocation lists as octets. */
public final class CertificateForms {
    /** In JSON and in hex it is no longer than a row may be. */
    public static final int LARGEST_REVOCATION_LIST = 384 * 1_024;

    private static final int MOST_IN_ONE = 16;
    private static final int LARGEST_CERTIFICATE = 32 * 1_024;
    private static final int LARGEST_PKCS7 = 256 * 1_024;

    private CertificateForms() {}

    /** One certificate in DER. */
    public static X509Certificate certificate(Octets der) throws CertificateFault {
        requireBounded("a certificate", DerBounds.broken(der.toByteArray(), LARGEST_CERTIFICATE));
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der.toByteArray());
            X509Certificate certificate = (X509Certificate) factory().generateCertificate(in);
            if (in.available() > 0) {
                throw malformed("more octets than one certificate in DER has");
            }
            return certificate;
        } catch (CertificateException | RuntimeException e) {
            // The parser of the JDK throws both, and quotes what it has read.
            throw malformed("no X.509 certificate in DER");
        }
    }

    /** The certificates of a PKCS #7 signed-data (RFC 2315), in no order. */
    public static List<X509Certificate> pkcs7(Octets der) throws CertificateFault {
        requireBounded("PKCS #7", DerBounds.brokenBer(der.toByteArray(), LARGEST_PKCS7));
        List<X509Certificate> found = new ArrayList<>();
        try {
            factory()
                    .generateCertificates(new ByteArrayInputStream(der.toByteArray()))
                    .forEach(one -> found.add((X509Certificate) one));
        } catch (CertificateException | RuntimeException e) {
            throw malformed("no certificates in PKCS #7");
        }
        if (found.isEmpty() || found.size() > MOST_IN_ONE) {
            throw malformed("PKCS #7 with " + found.size() + " certificates; 1 to " + MOST_IN_ONE + " are taken");
        }
        return found;
    }

    /** One revocation list in DER. */
    public static X509CRL revocationList(Octets der) throws CertificateFault {
        requireBounded("a revocation list", DerBounds.broken(der.toByteArray(), LARGEST_REVOCATION_LIST));
        try {
            return (X509CRL) factory().generateCRL(new ByteArrayInputStream(der.toByteArray()));
        } catch (CRLException | RuntimeException e) {
            throw malformed("no X.509 revocation list in DER");
        }
    }

    private static void requireBounded(String what, Optional<String> broken) throws CertificateFault {
        if (broken.isPresent()) {
            throw malformed("what came as " + what + " " + broken.get());
        }
    }

    private static CertificateFault malformed(String sentence) {
        return new CertificateFault("certificate-malformed", sentence);
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("X.509 must be there", e);
        }
    }
}
