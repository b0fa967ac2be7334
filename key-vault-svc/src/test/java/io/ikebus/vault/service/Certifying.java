package io.ikebus.vault.service;

import io.ikebus.testkit.pki.PeerAuthority;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** An authority's side of certification requests and numbered revocation lists; its key is on P-256. */
final class Certifying {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Certifying() {}

    static JcaPKCS10CertificationRequest request(String pem) {
        try (PEMParser parser = new PEMParser(new java.io.StringReader(pem))) {
            JcaPKCS10CertificationRequest request =
                    new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(request.getPublicKey()))) {
                throw new IllegalStateException("not signed by its own key");
            }
            return request;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate in base64. */
    static String certify(PeerAuthority authority, PublicKey key, String subject, String host) {
        try {
            Instant now = Instant.now();
            return Base64.getEncoder()
                    .encodeToString(new JcaX509v3CertificateBuilder(
                                    authority.certificate().certificate().getSubjectX500Principal(),
                                    new BigInteger(64, RANDOM),
                                    Date.from(now.minusSeconds(60)),
                                    Date.from(now.plus(Duration.ofDays(1))),
                                    new X500Principal(subject),
                                    key)
                            .addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                            .build(new JcaContentSignerBuilder("SHA256withECDSA")
                                    .build(authority.certificate().keys().getPrivate()))
                            .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A list with this number, issued now. */
    static X509CRL list(PeerAuthority authority, long number, BigInteger... revoked) {
        try {
            Instant now = Instant.now();
            JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(
                    authority.certificate().certificate().getSubjectX500Principal(), Date.from(now.minusSeconds(60)));
            builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            for (BigInteger serial : revoked) {
                builder.addCRLEntry(serial, Date.from(now.minusSeconds(60)), 1);
            }
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(authority.certificate().keys().getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(X509CRL list) {
        try {
            return Base64.getEncoder().encodeToString(list.getEncoded());
        } catch (java.security.cert.CRLException e) {
            throw new IllegalStateException(e);
        }
    }
}
