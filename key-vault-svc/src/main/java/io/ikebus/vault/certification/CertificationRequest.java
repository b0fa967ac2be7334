package io.ikebus.vault.certification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * What is sent to an authority (RFC 2986): a public key and what it shall be certified as, signed with the key itself.
 *
 * @param forSignatures whether the key signs; else others encrypt to it
 */
public record CertificationRequest(
        X500Principal subject, List<AlternativeName> alternativeNames, boolean forSignatures) {
    private static final int LINE = 64;
    private static final int CURVE_384 = 384;
    private static final int CURVE_521 = 521;

    public CertificationRequest {
        alternativeNames = List.copyOf(alternativeNames);
    }

    /**
     * In PEM (RFC 7468 7).
     *
     * @param token that the private key is in; empty if it is in this process
     */
    public String signed(PrivateKey key, PublicKey publicKey, Optional<Provider> token) {
        try {
            PKCS10CertificationRequestBuilder builder = new JcaPKCS10CertificationRequestBuilder(subject, publicKey);
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions());
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm(publicKey));
            token.ifPresent(signer::setProvider);
            return pem(builder.build(signer.build(key)).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("what is made in memory can be written", e);
        } catch (OperatorCreationException e) {
            // Without the cause, which might quote the key.
            throw new IllegalStateException("a key that was tried when it came in does not sign: "
                    + e.getClass().getSimpleName());
        }
    }

    private org.bouncycastle.asn1.x509.Extensions extensions() throws IOException {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(forSignatures ? KeyUsage.digitalSignature : KeyUsage.keyEncipherment));
        if (!alternativeNames.isEmpty()) {
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(alternativeNames.stream()
                            .map(CertificationRequest::general)
                            .toArray(GeneralName[]::new)));
        }
        return extensions.generate();
    }

    private static GeneralName general(AlternativeName name) {
        int tag =
                switch (name.kind()) {
                    case DNS -> GeneralName.dNSName;
                    case EMAIL -> GeneralName.rfc822Name;
                    case IP -> GeneralName.iPAddress;
                };
        return new GeneralName(tag, name.name());
    }

    /** The hash is as strong as the curve. */
    static String algorithm(PublicKey key) {
        return switch (key) {
            case ECPublicKey elliptic ->
                switch (elliptic.getParams().getOrder().bitLength()) {
                    case CURVE_384 -> "SHA384withECDSA";
                    case CURVE_521 -> "SHA512withECDSA";
                    default -> "SHA256withECDSA";
                };
            case EdECPublicKey _ -> "Ed25519";
            default -> "SHA256withRSA";
        };
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }
}
