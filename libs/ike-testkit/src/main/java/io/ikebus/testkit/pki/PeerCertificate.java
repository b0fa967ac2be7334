package io.ikebus.testkit.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;

/** A certificate with its private key. */
public record PeerCertificate(PeerKey kind, KeyPair keys, X509Certificate certificate) {

    public byte[] der() {
        return CertificateForge.encode(certificate);
    }

    public String pem() {
        return Pem.encode("CERTIFICATE", der());
    }

    /** PKCS #8. */
    public String privateKeyPem() {
        return Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded());
    }
}
