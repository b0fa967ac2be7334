package io.ikebus.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** @param chain the service's own certificate first */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final int LINE = 64;

    Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has a certificate");
        }
    }

    /**
     * Of a file with an unencrypted PKCS #8 key and certificates, PEM.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Identity read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        List<X509Certificate> chain = certificates(KEY.matcher(text).replaceAll(""));
        return new Identity(key(text, chain.getFirst().getPublicKey().getAlgorithm()), chain);
    }

    /** @throws IllegalArgumentException unless there is one at least */
    static List<X509Certificate> certificates(String pem) {
        try {
            List<X509Certificate> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (read.isEmpty()) {
                throw new IllegalArgumentException("no certificate in PEM");
            }
            return read;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificates in PEM", e);
        }
    }

    /** @throws IllegalArgumentException unless there is a key of this algorithm; shows nothing of it */
    static PrivateKey key(String pem, String algorithm) {
        Matcher matcher = KEY.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no private key in PEM (PKCS #8, not encrypted)");
        }
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1))));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new IllegalArgumentException("no private key of the kind that the certificate has");
        }
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    String keyPem() {
        return keyPem(key);
    }

    static String keyPem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    String chainPem() {
        StringBuilder text = new StringBuilder();
        for (X509Certificate one : chain) {
            try {
                text.append(pem("CERTIFICATE", one.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("what was decoded has an encoding", e);
            }
        }
        return text.toString();
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + "]";
    }
}
