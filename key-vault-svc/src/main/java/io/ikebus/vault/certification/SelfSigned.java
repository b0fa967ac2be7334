package io.ikebus.vault.certification;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that certifies nothing: it lies beside a private key in places that keep no key without one. */
public final class SelfSigned {
    private static final X500Principal NOBODY = new X500Principal("CN=ikebus key");

    private SelfSigned() {}

    /** @param token that the private key is in; empty if it is in this process */
    public static X509Certificate certificate(PrivateKey key, PublicKey publicKey, Optional<Provider> token) {
        JcaContentSignerBuilder signer = new JcaContentSignerBuilder(CertificationRequest.algorithm(publicKey));
        token.ifPresent(signer::setProvider);
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    NOBODY,
                                    BigInteger.ONE,
                                    Date.from(Instant.EPOCH),
                                    Date.from(Instant.parse("9999-12-31T23:59:59Z")),
                                    NOBODY,
                                    publicKey)
                            .build(signer.build(key)));
        } catch (OperatorCreationException | CertificateException e) {
            // Without the cause, which might quote the key.
            throw new IllegalStateException(
                    "a key that was tried before does not sign: " + e.getClass().getSimpleName());
        }
    }
}
