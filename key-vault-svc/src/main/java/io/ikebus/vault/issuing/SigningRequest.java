package io.ikebus.vault.issuing;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.KeyKind;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** The key of somebody who has shown that they have its private half. Subject and attributes of a request are ignored. */
public record SigningRequest(PublicKey key) {
    /** An RSA key of 8192 bits makes a request of less than 3000 octets. */
    public static final int LONGEST = 8_192;

    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(0x1_0001);
    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    /** @throws CertificateFault {@code request-malformed}, {@code request-key} or {@code request-signature} */
    public static SigningRequest read(Octets der) throws CertificateFault {
        PKCS10CertificationRequest request = parse(der);
        PublicKey key = key(request);
        if (!isAccepted(key)) {
            throw new CertificateFault(
                    "request-key", "the key is one on P-256 or P-384, or an RSA key of 2048 to 8192 bits; this is not");
        }
        if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm()) || !isSigned(request, key)) {
            throw new CertificateFault(
                    "request-signature", "the request is signed with its own key and SHA-256 or longer; this is not");
        }
        return new SigningRequest(key);
    }

    /** The kinds of keys that services and their authority have. */
    public static boolean isAccepted(PublicKey key) {
        Optional<KeyKind> kind = KeyKind.of(key);
        return kind.isPresent()
                && kind.get() != KeyKind.P521
                && !(key instanceof RSAPublicKey rsa && rsa.getPublicExponent().compareTo(LEAST_EXPONENT) < 0);
    }

    private static PKCS10CertificationRequest parse(Octets der) throws CertificateFault {
        if (der.length() > LONGEST) {
            throw malformed();
        }
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der.toByteArray());
            // The parser takes octets behind the end, and other encodings than DER.
            if (!Octets.wrap(request.getEncoded()).equals(der)) {
                throw malformed();
            }
            return request;
        } catch (IOException | RuntimeException _) {
            throw malformed();
        }
    }

    private static PublicKey key(PKCS10CertificationRequest request) throws CertificateFault {
        try {
            ASN1ObjectIdentifier kind =
                    request.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm();
            String algorithm = kind.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : "RSA";
            return KeyFactory.getInstance(algorithm)
                    .generatePublic(new X509EncodedKeySpec(
                            request.getSubjectPublicKeyInfo().getEncoded()));
        } catch (GeneralSecurityException | IOException | RuntimeException _) {
            throw new CertificateFault("request-key", "the key cannot be read as one on a curve or of RSA");
        }
    }

    private static boolean isSigned(PKCS10CertificationRequest request, PublicKey key) {
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
        } catch (PKCSException | OperatorCreationException | RuntimeException _) {
            return false;
        }
    }

    private static CertificateFault malformed() {
        return new CertificateFault(
                "request-malformed", "no PKCS #10 request in DER of at most " + LONGEST + " octets");
    }
}
