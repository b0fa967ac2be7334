package io.ikebus.vault.certification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ikebus.protocol.octets.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** What kind of key to make. */
public enum KeyAlgorithm {
    @JsonProperty("RSA-2048")
    RSA_2048("RSA-2048", "RSA", rsa(2_048)),
    @JsonProperty("RSA-3072")
    RSA_3072("RSA-3072", "RSA", rsa(3_072)),
    @JsonProperty("RSA-4096")
    RSA_4096("RSA-4096", "RSA", rsa(4_096)),
    @JsonProperty("RSA-8192")
    RSA_8192("RSA-8192", "RSA", rsa(8_192)),
    @JsonProperty("P-256")
    P256("P-256", "EC", new ECGenParameterSpec("secp256r1")),
    @JsonProperty("P-384")
    P384("P-384", "EC", new ECGenParameterSpec("secp384r1")),
    @JsonProperty("P-521")
    P521("P-521", "EC", new ECGenParameterSpec("secp521r1")),
    @JsonProperty("ED25519")
    ED25519("ED25519", "Ed25519", NamedParameterSpec.ED25519);

    private final String text;
    private final String family;
    private final AlgorithmParameterSpec parameters;

    KeyAlgorithm(String text, String family, AlgorithmParameterSpec parameters) {
        this.text = text;
        this.family = family;
        this.parameters = parameters;
    }

    private static AlgorithmParameterSpec rsa(int bits) {
        return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
    }

    public boolean isRsa() {
        return family.equals("RSA");
    }

    /** A new private key in PKCS #8. A long RSA key takes many seconds. */
    public Secret generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
            generator.initialize(parameters, random);
            PrivateKey made = generator.generateKeyPair().getPrivate();
            byte[] pkcs8 = made.getEncoded();
            try {
                return Secret.copyOf(pkcs8);
            } finally {
                Arrays.fill(pkcs8, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes " + text, e);
        }
    }

    /** A pair whose private key is in a token. */
    public KeyPair generatePair(Provider token) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(family, token);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    /** A public key in this process. */
    public PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public String toString() {
        return text;
    }
}
