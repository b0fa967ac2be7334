package io.ikebus.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A new key on P-256, and the request for its certificate.
 *
 * @param request PKCS #10 in PEM; its subject says what the service believes to be, for people
 */
record KeyAndRequest(PrivateKey key, String request) {

    static KeyAndRequest generate(String commonName) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return of(generator.generateKeyPair(), commonName);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has P-256", e);
        }
    }

    private static KeyAndRequest of(KeyPair pair, String commonName) {
        try {
            byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + commonName), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            return new KeyAndRequest(pair.getPrivate(), Identity.pem("CERTIFICATE REQUEST", der));
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("this JDK has ECDSA", e);
        }
    }

    /** What {@link #of} left, to ask with the same key once more. */
    String pem() {
        return Identity.keyPem(key) + request;
    }

    @Override
    public String toString() {
        return "KeyAndRequest[***]";
    }

    /** @throws IllegalArgumentException if it is not what {@link #pem} writes */
    static KeyAndRequest parse(String pem) {
        int request = pem.indexOf("-----BEGIN CERTIFICATE REQUEST-----");
        if (request < 0) {
            throw new IllegalArgumentException("no certificate request in PEM");
        }
        return new KeyAndRequest(Identity.key(pem, "EC"), pem.substring(request));
    }
}
