package io.ikebus.testkit.pki;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A certificate authority that lives in a directory and whose certificates live for 48 hours.
 *
 * <p>ECDSA on P-256 throughout. Every certificate is good for both ends of a TLS connection, because services are
 * servers and clients at once. Its subject's common name is the role of its holder, such as {@code agent:east}.
 */
public final class LocalAuthority {

    private static final String CERTIFICATE_FILE = "ca.crt";
    private static final String KEY_FILE = "ca.key";
    private static final X500Name NAME = new X500Name("CN=ikebus local authority");

    private final Path directory;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final CertificateForge forge;

    private LocalAuthority(Path directory, PrivateKey key, X509Certificate certificate, CertificateForge forge) {
        this.directory = directory;
        this.key = key;
        this.certificate = certificate;
        this.forge = forge;
    }

    /** A new authority, replacing one that was in the directory; the directory is made if missing. */
    public static LocalAuthority create(Path directory) {
        return create(directory, InstantSource.system());
    }

    static LocalAuthority create(Path directory, InstantSource clock) {
        CertificateForge forge = new CertificateForge(clock);
        Path home = PrivateFiles.directory(directory);
        KeyPair pair = newKeyPair();
        X509Certificate certificate = forge.authority(NAME, pair);
        PrivateFiles.write(home.resolve(KEY_FILE), privateKeyPem(pair.getPrivate()));
        PrivateFiles.write(home.resolve(CERTIFICATE_FILE), certificatePem(certificate));
        return new LocalAuthority(home, pair.getPrivate(), certificate, forge);
    }

    /** The authority that {@link #create} left in the directory. */
    public static LocalAuthority open(Path directory) {
        Path home = directory.toAbsolutePath();
        try {
            byte[] key = Pem.decode("PRIVATE KEY", PrivateFiles.read(home.resolve(KEY_FILE)));
            byte[] certificate = Pem.decode("CERTIFICATE", PrivateFiles.read(home.resolve(CERTIFICATE_FILE)));
            return new LocalAuthority(
                    home,
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    CertificateForge.parse(certificate),
                    new CertificateForge(InstantSource.system()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authority in " + home + " cannot be read", e);
        }
    }

    /** The authority's certificate, PEM. */
    public Path trust() {
        return directory.resolve(CERTIFICATE_FILE);
    }

    /** A certificate for a service on this machine: {@code localhost}, 127.0.0.1 and ::1. */
    public IssuedCertificate issue(String commonName) {
        return issue(commonName, List.of("localhost", "127.0.0.1", "::1"));
    }

    /** Issues anew each time; the files of an earlier one with the same name are replaced. */
    public IssuedCertificate issue(String commonName, List<String> namesAndAddresses) {
        String fileName = SubjectNames.fileName(commonName);
        KeyPair pair = newKeyPair();
        X509Certificate issued = forge.service(commonName, namesAndAddresses, pair.getPublic(), certificate, key);
        String privateKey = privateKeyPem(pair.getPrivate());
        String chain = certificatePem(issued) + certificatePem(certificate);
        return new IssuedCertificate(
                PrivateFiles.write(directory.resolve(fileName + ".crt"), chain),
                PrivateFiles.write(directory.resolve(fileName + ".key"), privateKey),
                PrivateFiles.write(directory.resolve(fileName + ".pem"), privateKey + chain),
                trust());
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    private static String privateKeyPem(PrivateKey key) {
        return Pem.encode("PRIVATE KEY", key.getEncoded());
    }

    private static String certificatePem(X509Certificate certificate) {
        return Pem.encode("CERTIFICATE", CertificateForge.encode(certificate));
    }
}
