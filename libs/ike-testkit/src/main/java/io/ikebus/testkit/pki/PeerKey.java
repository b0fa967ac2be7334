package io.ikebus.testkit.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Kinds of keys that IKE peers sign with. */
public enum PeerKey {
    RSA_1024("1024", "SHA256withRSA"),
    RSA_2048("2048", "SHA256withRSA"),
    P256("secp256r1", "SHA256withECDSA"),
    P384("secp384r1", "SHA384withECDSA"),
    P521("secp521r1", "SHA512withECDSA");

    private final String size;
    private final String signature;

    PeerKey(String size, String signature) {
        this.size = size;
        this.signature = signature;
    }

    public KeyPair generate() {
        try {
            boolean rsa = size.matches("[0-9]+");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
            if (rsa) {
                generator.initialize(Integer.parseInt(size));
            } else {
                generator.initialize(new ECGenParameterSpec(size));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + this, e);
        }
    }

    /** With which such a key signs certificates, as the JDK calls it. */
    String signature() {
        return signature;
    }
}
