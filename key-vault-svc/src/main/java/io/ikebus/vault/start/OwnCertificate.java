package io.ikebus.vault.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Whether a certificate and a private key belong together: what the one signs, the other verifies. */
final class OwnCertificate {
    private OwnCertificate() {}

    /** @throws IllegalArgumentException with what does not fit */
    static void require(Path certificate, Path key) {
        try (InputStream in = Files.newInputStream(certificate)) {
            PublicKey publicKey = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
            if (!verifies(publicKey, privateKey(key, publicKey.getAlgorithm()))) {
                throw new IllegalArgumentException("the key is not that of the certificate " + certificate);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "no private key of the kind that the certificate " + certificate + " has", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e, e);
        }
    }

    private static boolean verifies(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
        String algorithm =
                switch (publicKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> publicKey.getAlgorithm();
                };
        byte[] message = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(message);
        return signature.verify(signed);
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws GeneralSecurityException, IOException {
        String text = Files.readString(file);
        int from = text.indexOf(PrivateKeyFile.BEGIN) + PrivateKeyFile.BEGIN.length();
        int to = text.indexOf(PrivateKeyFile.END);
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(from, to));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("not PEM", e);
        }
    }
}
