package io.ikebus.negotiator.twoparty;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.octets.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;

/**
 * A vault's keys for signatures. What stands for a certificate is the bare public key; who trusts a pair of keys trusts
 * just this one.
 */
record TestKeys(String method, KeyPair pair) {
    static final TestKeys RSA = rsa();
    static final TestKeys ANOTHER_RSA = rsa();
    static final TestKeys P256 = curve("ecdsa-256", "secp256r1");
    static final TestKeys P384 = curve("ecdsa-384", "secp384r1");
    static final TestKeys P521 = curve("ecdsa-521", "secp521r1");

    /** What a vault needs for this method; whoever signs with no curve of his own does it with RSA, if at all. */
    static TestKeys of(AuthenticationMethod method) {
        return switch (method) {
            case ECDSA_256 -> P256;
            case ECDSA_384 -> P384;
            case ECDSA_521 -> P521;
            default -> RSA;
        };
    }

    private static TestKeys rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new TestKeys("rsa", generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestKeys curve(String method, String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return new TestKeys(method, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    VaultAnswer sign(VaultQuestion.Sign question) {
        if (!question.method().equals(method)) {
            return new VaultAnswer.Refused("no-credential");
        }
        try {
            Octets certificate = Octets.wrap(pair.getPublic().getEncoded());
            return new VaultAnswer.Signed(signature(question.hash()), List.of(certificate), "test");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Octets signature(Octets hash) throws GeneralSecurityException {
        if (method.equals("rsa")) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, pair.getPrivate());
            return Octets.wrap(cipher.doFinal(hash.toByteArray()));
        }
        Signature signer = Signature.getInstance("NONEwithECDSAinP1363Format");
        signer.initSign(pair.getPrivate());
        signer.update(hash.toByteArray());
        return Octets.wrap(signer.sign());
    }

    VaultAnswer verify(VaultQuestion.Verify question) {
        if (question.certificates().isEmpty()) {
            return new VaultAnswer.Refused("certificate-missing");
        }
        Octets certificate = question.certificates().getFirst().data();
        if (!certificate.equals(Octets.wrap(pair.getPublic().getEncoded()))) {
            return new VaultAnswer.Refused("certificate-untrusted");
        }
        try {
            return holds(certificate, question)
                    ? new VaultAnswer.Verified("CN=test", "test")
                    : new VaultAnswer.Refused("wrong-signature");
        } catch (GeneralSecurityException _) {
            return new VaultAnswer.Refused("wrong-signature");
        }
    }

    private boolean holds(Octets certificate, VaultQuestion.Verify question) throws GeneralSecurityException {
        boolean rsa = method.equals("rsa");
        PublicKey key = KeyFactory.getInstance(rsa ? "RSA" : "EC")
                .generatePublic(new X509EncodedKeySpec(certificate.toByteArray()));
        if (rsa) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            return Octets.wrap(cipher.doFinal(question.signature().toByteArray()))
                    .equals(question.hash());
        }
        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(key);
        verifier.update(question.hash().toByteArray());
        return verifier.verify(question.signature().toByteArray());
    }
}
