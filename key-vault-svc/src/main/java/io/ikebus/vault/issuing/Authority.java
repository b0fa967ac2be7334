package io.ikebus.vault.issuing;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.KeyKind;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody who signs, for as long as a request takes. */
public final class Authority {
    private static final Duration LIFETIME = Duration.ofDays(3_650);

    private final X509Certificate certificate;
    private final PrivateKey key;

    private Authority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * A new one.
     *
     * @param pkcs8 its private key; who gets it destroys it
     */
    public record Made(X509Certificate certificate, Secret pkcs8) {}

    /**
     * @param certificate whose key is of a kind that {@link SigningRequest#isAccepted}
     * @throws IllegalStateException if {@code pkcs8} is no such key
     */
    public static Authority of(X509Certificate certificate, Secret pkcs8) {
        KeyKind kind = KeyKind.of(certificate.getPublicKey())
                .orElseThrow(() -> new IllegalStateException("an authority's key is of a kind that was accepted"));
        return new Authority(certificate, pkcs8.with(octets -> {
            try {
                return kind.privateKey(octets);
            } catch (GeneralSecurityException _) {
                // Without the cause, which may quote the key.
                throw new IllegalStateException("an authority's key cannot be read");
            }
        }));
    }

    /** On P-384, for ten years, and for no authority below it. */
    public static Made make(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"));
            KeyPair pair = generator.generateKeyPair();
            var serial = Serials.next();
            // Of one name there is one authority: by its name it is known whose certificate somebody has.
            X500Name name = new X500NameBuilder()
                    .addRDN(BCStyle.O, "ikebus")
                    .addRDN(
                            BCStyle.CN,
                            "ikebus services " + Serials.text(serial).substring(0, 16))
                    .build();
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder unsigned = new JcaX509v3CertificateBuilder(
                            name,
                            serial,
                            Date.from(now.minus(ServiceCertificate.SKEW)),
                            Date.from(now.plus(LIFETIME)),
                            name,
                            pair.getPublic())
                    // RFC 5280 4.2.1.9: "the pathLenConstraint field [...] gives the maximum number of
                    // non-self-issued intermediate certificates that may follow this certificate"
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(pair.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(pair.getPublic()));
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            X509Certificate certificate = Encoded.certificate(unsigned.build(signer(pair.getPrivate())));
            return new Made(certificate, Secret.wrap(pkcs8));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("this JDK has P-384 and SHA-1 for key identifiers", e);
        }
    }

    /** {@code sa-} and the first 8 octets of the certificate's SHA-256. */
    public static String id(X509Certificate certificate) {
        try {
            return "sa-"
                    + HexFormat.of()
                            .formatHex(Encoded.digest(Octets.wrap(certificate.getEncoded()))
                                    .slice(0, 8)
                                    .toByteArray());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was decoded has an encoding", e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    ContentSigner signer() {
        return signer(key);
    }

    private static ContentSigner signer(PrivateKey key) {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA384withECDSA";
        try {
            return new JcaContentSignerBuilder(algorithm).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this JDK has " + algorithm, e);
        }
    }
}
