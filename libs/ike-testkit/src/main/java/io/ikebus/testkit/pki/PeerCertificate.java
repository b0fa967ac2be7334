package io.ikebus.testkit.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

/** A certificate with its private key. */
public record PeerCertificate(PeerKey kind, KeyPair keys, X509Certificate certificate) {

    public byte[] der() {
        return CertificateForge.encode(certificate);
    }

    public String pem() {
        return Pem.encode("CERTIFICATE", der());
    }

    /** Certificate and key in PKCS #12, under this name and password. */
    public byte[] pkcs12(String name, String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(name, keys.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has PKCS #12", e);
        }
    }

    /** PKCS #8. */
    public String privateKeyPem() {
        return Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded());
    }
}
