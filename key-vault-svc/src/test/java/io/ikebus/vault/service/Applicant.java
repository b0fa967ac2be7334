package io.ikebus.vault.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.vault.service.VaultClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Somebody with a key, who wants a certificate. */
record Applicant(KeyPair pair) {

    static Applicant onCurve(String curve) {
        return generated("EC", new ECGenParameterSpec(curve));
    }

    static Applicant withRsa(int bits, BigInteger exponent) {
        return generated("RSA", new RSAKeyGenParameterSpec(bits, exponent));
    }

    private static Applicant generated(String algorithm, AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(spec);
            return new Applicant(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the key of a file, and the public half from its certificate. */
    static Applicant ofPem(Path key, Path certificate) {
        try {
            return new Applicant(
                    new KeyPair(chain(Files.readString(certificate))[0].getPublicKey(), MutualTls.privateKey(key)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Applicant any() {
        return onCurve("secp256r1");
    }

    byte[] der() {
        return signed(
                "CN=whatever", pair.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    }

    byte[] signed(String subject, String algorithm) {
        try {
            PKCS10CertificationRequest request = new JcaPKCS10CertificationRequestBuilder(
                            new X500Name(subject), pair.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()));
            return request.getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    String enrolment(String token) {
        return "{\"token\":\"" + token + "\",\"csr\":\"" + text(der()) + "\"}";
    }

    static Certificate[] chain(Answer answer) {
        return chain(answer.json().path("chain").asText());
    }

    static Certificate[] chain(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .toArray(new Certificate[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(pem, e);
        }
    }

    static X509Certificate certificate(Answer answer) {
        return (X509Certificate) chain(answer)[0];
    }

    VaultClient with(Answer answer) {
        return VaultClient.enrolled(pair.getPrivate(), chain(answer));
    }

    static JsonNode token(VaultClient admin, String role, String gateway, String more) {
        Answer made = admin.post(
                "/api/v1/enrolment-tokens", "{\"role\":\"" + role + "\",\"gateway\":\"" + gateway + "\"" + more + "}");
        if (made.status() != 201) {
            throw new IllegalStateException(made.body());
        }
        return made.json();
    }
}
