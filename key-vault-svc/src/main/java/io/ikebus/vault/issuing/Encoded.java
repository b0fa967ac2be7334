package io.ikebus.vault.issuing;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.bouncycastle.cert.X509CertificateHolder;

/** What is made here, in the forms that others take. */
public final class Encoded {
    private static final int LINE = 64;

    private Encoded() {}

    /** RFC 7468, with a line's end behind it. */
    public static String pem(String label, Octets der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der.toByteArray())
                + "\n-----END " + label + "-----\n";
    }

    /** SHA-256. */
    public static Octets digest(Octets octets) {
        try {
            return Octets.wrap(MessageDigest.getInstance("SHA-256").digest(octets.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there", e);
        }
    }

    /** Of what the vault itself has stored or made. */
    public static X509Certificate certificate(Octets der) {
        try {
            return CertificateForms.certificate(der);
        } catch (CertificateFault e) {
            throw new IllegalStateException("what was made here can be read", e);
        }
    }

    static X509Certificate certificate(X509CertificateHolder made) {
        try {
            return certificate(Octets.wrap(made.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("what was just made has an encoding", e);
        }
    }
}
